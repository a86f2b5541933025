using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// The functions PDFium's module asks of its host. Only memory growth and C's setjmp/longjmp (which libjpeg and libpng use) are
/// real; whatever touches files or the environment answers with an error code, which PDFium takes as "there is none".
/// </summary>
internal static class PdfiumImports
{
    /// <summary>"Function not implemented" (errno of musl as of WASI); system calls return it negated.</summary>
    private const int NotImplemented = 52;

    public static Linker Define(Engine engine, Module module)
    {
        var linker = new Linker(engine);
        foreach (var import in module.Imports.OfType<FunctionImport>())
        {
            Define(linker, import);
        }

        return linker;
    }

    private static void Define(Linker linker, FunctionImport import)
    {
        switch (import.Name)
        {
            case "invoke_ii":
                linker.DefineFunction("env", import.Name, (Caller c, int f, int a) => Sandbox(c).Invoke<Func<int, int>>(f, g => g(a)));
                break;
            case "invoke_iii":
                linker.DefineFunction("env", import.Name, (Caller c, int f, int a, int b) => Sandbox(c).Invoke<Func<int, int, int>>(f, g => g(a, b)));
                break;
            case "invoke_iiii":
                linker.DefineFunction("env", import.Name, (Caller c, int f, int a, int b, int d) =>
                    Sandbox(c).Invoke<Func<int, int, int, int>>(f, g => g(a, b, d)));
                break;
            case "invoke_iiiii":
                linker.DefineFunction("env", import.Name, (Caller c, int f, int a, int b, int d, int e) =>
                    Sandbox(c).Invoke<Func<int, int, int, int, int>>(f, g => g(a, b, d, e)));
                break;
            case "invoke_viii":
                linker.DefineFunction("env", import.Name, (Caller c, int f, int a, int b, int d) =>
                {
                    Sandbox(c).Invoke<Action<int, int, int>>(f, g =>
                    {
                        g(a, b, d);
                        return 0;
                    });
                });
                break;
            case "_emscripten_throw_longjmp":
                linker.DefineFunction("env", import.Name, () => throw new LongJump());
                break;
            case "emscripten_resize_heap":
                linker.DefineFunction("env", import.Name, (Caller c, int bytes) => Grow(c.GetMemory("memory")!, (uint)bytes));
                break;
            case "_abort_js":
                linker.DefineFunction("env", import.Name, () => throw new InvalidOperationException("PDFium gave up (abort)."));
                break;
            default:
                DefineUnavailable(linker, import);
                break;
        }
    }

    private static PdfiumSandbox Sandbox(Caller caller) => (PdfiumSandbox)caller.GetData()!;

    private static int Grow(Memory memory, long wanted)
    {
        long missing = wanted - memory.GetLength();
        try
        {
            _ = missing <= 0 ? 0 : memory.Grow((missing + Memory.PageSize - 1) / Memory.PageSize);
            return 1;
        }
        catch (WasmtimeException)
        {
            return 0; // The sandbox's limit: malloc gives null.
        }
    }

    private static void DefineUnavailable(Linker linker, FunctionImport import)
    {
        int answer = import.ModuleName == "env" ? -NotImplemented : NotImplemented;
        linker.DefineFunction(
            import.ModuleName,
            import.Name,
            (Caller _, ReadOnlySpan<ValueBox> _, Span<ValueBox> results) =>
            {
                if (results.Length > 0)
                {
                    results[0] = import.Results[0] == ValueKind.Int32 ? answer : 0.0;
                }
            },
            import.Parameters,
            import.Results);
    }

    /// <summary>Carries C's longjmp through the host's frames up to the <c>invoke_*</c> that stands for setjmp.</summary>
    internal sealed class LongJump : Exception;
}
