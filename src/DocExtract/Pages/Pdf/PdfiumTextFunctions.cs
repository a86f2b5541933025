using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>PDFium's functions for the text and the embedded files of a document, by their names in fpdf_text.h, fpdf_edit.h and fpdf_attachment.h.</summary>
internal sealed class PdfiumTextFunctions(Instance instance)
{
    public readonly Func<int, int, int> GetPageBox = instance.GetFunction<int, int, int>("FPDF_GetPageBoundingBox")!;
    public readonly Func<int, int> GetRotation = instance.GetFunction<int, int>("FPDFPage_GetRotation")!;
    public readonly Func<int, int> LoadText = instance.GetFunction<int, int>("FPDFText_LoadPage")!;
    public readonly Action<int> CloseText = instance.GetAction<int>("FPDFText_ClosePage")!;
    public readonly Func<int, int> CountChars = instance.GetFunction<int, int>("FPDFText_CountChars")!;
    public readonly Func<int, int, int> GetUnicode = instance.GetFunction<int, int, int>("FPDFText_GetUnicode")!;
    public readonly Func<int, int, int> IsGenerated = instance.GetFunction<int, int, int>("FPDFText_IsGenerated")!;
    public readonly Func<int, int, int> IsHyphen = instance.GetFunction<int, int, int>("FPDFText_IsHyphen")!;
    public readonly Func<int, int, int> IsUnmapped = instance.GetFunction<int, int, int>("FPDFText_HasUnicodeMapError")!;
    public readonly Func<int, int, int, int, int> GetOrigin = instance.GetFunction<int, int, int, int, int>("FPDFText_GetCharOrigin")!;
    public readonly Func<int, int, int, int> GetLooseBox = instance.GetFunction<int, int, int, int>("FPDFText_GetLooseCharBox")!;
    public readonly Func<int, int, int, int> GetMatrix = instance.GetFunction<int, int, int, int>("FPDFText_GetMatrix")!;
    public readonly Func<int, int, double> GetFontSize = instance.GetFunction<int, int, double>("FPDFText_GetFontSize")!;
    public readonly Func<int, int, int> GetTextObject = instance.GetFunction<int, int, int>("FPDFText_GetTextObject")!;
    public readonly Func<int, int> GetRenderMode = instance.GetFunction<int, int>("FPDFTextObj_GetTextRenderMode")!;
    public readonly Func<int, int, int, int, int, int> GetFillColour = instance.GetFunction<int, int, int, int, int, int>("FPDFPageObj_GetFillColor")!;
    public readonly Func<int, int, int, int, int, int> GetStrokeColour =
        instance.GetFunction<int, int, int, int, int, int>("FPDFPageObj_GetStrokeColor")!;
    public readonly Func<int, int> CountObjects = instance.GetFunction<int, int>("FPDFPage_CountObjects")!;
    public readonly Func<int, int, int> GetObject = instance.GetFunction<int, int, int>("FPDFPage_GetObject")!;
    public readonly Func<int, int> GetObjectType = instance.GetFunction<int, int>("FPDFPageObj_GetType")!;
    public readonly Func<int, int, int, int, int, int> GetBounds = instance.GetFunction<int, int, int, int, int, int>("FPDFPageObj_GetBounds")!;
    public readonly Func<int, int> CountFormObjects = instance.GetFunction<int, int>("FPDFFormObj_CountObjects")!;
    public readonly Func<int, int, int> GetFormObject = instance.GetFunction<int, int, int>("FPDFFormObj_GetObject")!;
    public readonly Func<int, int> CountAttachments = instance.GetFunction<int, int>("FPDFDoc_GetAttachmentCount")!;
    public readonly Func<int, int, int> GetAttachment = instance.GetFunction<int, int, int>("FPDFDoc_GetAttachment")!;
    public readonly Func<int, int, int, int> GetAttachmentName = instance.GetFunction<int, int, int, int>("FPDFAttachment_GetName")!;
    public readonly Func<int, int, int, int, int> GetAttachmentFile = instance.GetFunction<int, int, int, int, int>("FPDFAttachment_GetFile")!;
}
