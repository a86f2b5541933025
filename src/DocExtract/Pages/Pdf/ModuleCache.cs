using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// Compiles PDFium once a machine: about two seconds, against some ten milliseconds from the cache. A cached file that is
/// damaged or of another version is compiled anew; a folder that cannot be written just means no cache.
/// </summary>
internal static class ModuleCache
{
    /// <summary>Compiles <paramref name="wasmPath"/>, or takes what an earlier start compiled.</summary>
    public static Module Load(Engine engine, string wasmPath, string cacheDirectory)
    {
        byte[] wasm = File.ReadAllBytes(wasmPath);
        string path = Path.Combine(cacheDirectory, FileName(wasm));
        return TryRead(engine, path) ?? Compile(engine, wasm, path);
    }

    /// <summary>Names everything that the machine code depends on.</summary>
    private static string FileName(byte[] wasm) => string.Join(
        '-',
        "pdfium",
        Convert.ToHexStringLower(SHA256.HashData(wasm))[..16],
        typeof(Engine).Assembly.GetName().Version,
        RuntimeInformation.RuntimeIdentifier) + ".compiled";

    /// <summary>The file is machine code behind its SHA-256: Wasmtime itself would run damaged code.</summary>
    private static Module? TryRead(Engine engine, string path)
    {
        try
        {
            ReadOnlySpan<byte> file = File.ReadAllBytes(path);
            return file.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(file[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(file[..SHA256.HashSizeInBytes])
                ? Module.Deserialize(engine, "pdfium", file[SHA256.HashSizeInBytes..])
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or WasmtimeException)
        {
            return null;
        }
    }

    private static Module Compile(Engine engine, byte[] wasm, string path)
    {
        var module = Module.FromBytes(engine, "pdfium", wasm);
        try
        {
            Write(path, module.Serialize());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without a cache the next start compiles again.
        }

        return module;
    }

    /// <summary>Written aside and renamed, so that no other process ever sees half a file.</summary>
    private static void Write(string path, byte[] code)
    {
        string directory = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            // What lies here is executed: only the owner may write.
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            using (var file = File.Create(aside))
            {
                file.Write(SHA256.HashData(code));
                file.Write(code);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw;
        }
    }
}
