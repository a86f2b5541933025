using DocExtract.Sources;

namespace DocExtract.Pages.Pdf;

/// <summary>What PDFium's failures mean to a person.</summary>
internal static class PdfiumErrors
{
    // FPDF_GetLastError in fpdfview.h.
    private const int PasswordError = 4;
    private const int SecurityError = 5;

    /// <summary>The document could not be opened.</summary>
    public static DocumentRejectedException Refusal(int lastError) => lastError switch
    {
        PasswordError or SecurityError => new(
            RejectionCode.Encrypted, "The PDF is protected by a password. Send a copy without protection (print it to a new PDF)."),
        _ => new(RejectionCode.Corrupt, "The PDF is damaged and cannot be opened. Send it again, or print it to a new PDF."),
    };

    public static DocumentRejectedException Undrawable(int page) =>
        new(RejectionCode.Corrupt, $"Page {page} of the PDF is damaged and cannot be drawn. Print the document to a new PDF.");

    public static DocumentRejectedException Endless(TimeSpan timeout, Exception cause) => new(
        RejectionCode.Corrupt,
        FormattableString.Invariant($"The content of a page does not end; it was given up after {timeout.TotalSeconds:0.#} seconds."),
        new TimeoutException(null, cause));

    /// <summary>Whether it was the deadline that ended it.</summary>
    public static bool IsEndless(DocumentRejectedException rejection) => rejection.InnerException is TimeoutException;

    public static DocumentRejectedException Broken(Exception cause) =>
        new(RejectionCode.Corrupt, "The PDF makes the drawing engine fail (damaged content, or far too much of it). Print it to a new PDF.", cause);
}
