using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// The functions of PDFium that are used, by their names in fpdfview.h; addresses and handles are 32-bit numbers in the
/// sandbox's memory.
/// </summary>
internal sealed class PdfiumFunctions(Instance instance)
{
    /// <summary>FPDFBitmap_BGR: three bytes a pixel.</summary>
    public const int BgrFormat = 2;

    /// <summary>FPDF_ANNOT: annotations that cannot be made part of the page.</summary>
    public const int DrawAnnotations = 0x01;

    /// <summary>FPDF_REVERSE_BYTE_ORDER: RGB instead of BGR.</summary>
    public const int ReverseByteOrder = 0x10;

    /// <summary>FLAT_NORMALDISPLAY: annotations as on a screen, not as in print.</summary>
    public const int AsDisplayed = 0;

    /// <summary>FLATTEN_SUCCESS.</summary>
    public const int Flattened = 1;

    public readonly Action Construct = instance.GetAction("__wasm_call_ctors")!;
    public readonly Action InitLibrary = instance.GetAction("FPDF_InitLibrary")!;
    public readonly Func<int, int> Malloc = instance.GetFunction<int, int>("malloc")!;
    public readonly Action<int> Free = instance.GetAction<int>("free")!;
    public readonly Func<int> GetStack = instance.GetFunction<int>("emscripten_stack_get_current")!;
    public readonly Action<int> RestoreStack = instance.GetAction<int>("_emscripten_stack_restore")!;
    public readonly Action<int, int> SetThrew = instance.GetAction<int, int>("setThrew")!;
    public readonly Func<int, int, int, int> LoadMemDocument = instance.GetFunction<int, int, int, int>("FPDF_LoadMemDocument")!;
    public readonly Func<int> GetLastError = instance.GetFunction<int>("FPDF_GetLastError")!;
    public readonly Func<int, int> GetPageCount = instance.GetFunction<int, int>("FPDF_GetPageCount")!;
    public readonly Func<int, int, int, int> GetPageSizeByIndex = instance.GetFunction<int, int, int, int>("FPDF_GetPageSizeByIndexF")!;
    public readonly Func<int, int, int> LoadPage = instance.GetFunction<int, int, int>("FPDF_LoadPage")!;
    public readonly Func<int, int, int> Flatten = instance.GetFunction<int, int, int>("FPDFPage_Flatten")!;
    public readonly Action<int> ClosePage = instance.GetAction<int>("FPDF_ClosePage")!;
    public readonly Func<int, int, int, int, int, int> CreateBitmap =
        instance.GetFunction<int, int, int, int, int, int>("FPDFBitmap_CreateEx")!;
    public readonly Func<int, int, int, int, int, int, int> FillRect =
        instance.GetFunction<int, int, int, int, int, int, int>("FPDFBitmap_FillRect")!;
    public readonly Action<int, int, int, int, int, int, int, int> RenderPage =
        instance.GetFunction("FPDF_RenderPageBitmap")!.WrapAction<int, int, int, int, int, int, int, int>()!;
    public readonly Func<int, int> GetBuffer = instance.GetFunction<int, int>("FPDFBitmap_GetBuffer")!;
    public readonly Func<int, int> GetStride = instance.GetFunction<int, int>("FPDFBitmap_GetStride")!;
    public readonly Action<int> DestroyBitmap = instance.GetAction<int>("FPDFBitmap_Destroy")!;

    /// <summary>A function of the table in the shape in which an <c>invoke_*</c> calls it.</summary>
    /// <exception cref="InvalidOperationException">It has another signature; C code would crash here.</exception>
    public static Delegate Wrap(Type shape, Function function)
    {
        Delegate? wrapped = shape.GetGenericArguments().Length switch
        {
            2 => function.WrapFunc<int, int>(),
            3 when shape == typeof(Action<int, int, int>) => function.WrapAction<int, int, int>(),
            3 => function.WrapFunc<int, int, int>(),
            4 => function.WrapFunc<int, int, int, int>(),
            _ => function.WrapFunc<int, int, int, int, int>(),
        };
        return wrapped ?? throw new InvalidOperationException("PDFium called a function by a wrong signature.");
    }
}
