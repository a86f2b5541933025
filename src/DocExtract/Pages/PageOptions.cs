using System.ComponentModel.DataAnnotations;

namespace DocExtract.Pages;

/// <summary>How pages are drawn and read.</summary>
public sealed record PageOptions
{
    /// <summary>Dots an inch at which PDF pages are drawn; 300 by default.</summary>
    [Range(36, 1200)]
    public double Dpi { get; init; } = 300;

    /// <summary>How long one page may take to be drawn, or decoded, before its content counts as endless; 30 seconds by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan RenderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Memory of one PDFium sandbox in bytes; 768 MiB by default.</summary>
    public long SandboxBytes { get; init; } = 768L << 20;

    /// <summary>
    /// Memory in bytes that a process may take which decodes pictures (JPEG, PNG, TIFF, ...), beyond what it has at its start; 1.5 GiB
    /// by default, room for 100 million pixels. A picture that needs more is refused. On Linux only.
    /// </summary>
    [Range(64L << 20, 1L << 40)]
    public long PictureBytes { get; init; } = 1536L << 20;

    /// <summary>
    /// The executable that decodes pictures, each in a process of its own, so that a picture made to break a decoder breaks nothing
    /// else: <c>docextract</c> beside this one by default, or any that passes the verb <c>decode-pictures</c> on to
    /// <see cref="Images.Decoding.PictureDecoder"/>.
    /// </summary>
    [Required]
    public string PictureDecoder { get; init; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "docextract.exe" : "docextract");

    /// <summary>Pages that are drawn or read by OCR at the same time; the number of cores by default.</summary>
    [Range(1, 256)]
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Folder that holds <c>pdfium.wasm</c> and <c>ocr/</c>; beside the executable by default.</summary>
    public string NativeDirectory { get; init; } = Path.Combine(AppContext.BaseDirectory, "native");

    /// <summary>
    /// Folder of OCR models of one's own, such as PP-OCRv5 or those for Latin, Cyrillic or Arabic script: <c>det.onnx</c> finds
    /// lines, <c>rec.onnx</c> reads them, <c>cls.onnx</c> tells lines that stand on their heads, <c>dictionary.txt</c> lists the
    /// characters that rec.onnx knows, one a line. Null by default: the shipped models, in <c>ocr/</c> of <see cref="NativeDirectory"/>.
    /// </summary>
    public string? ModelDirectory { get; init; }

    /// <summary>Folder for the compiled PDFium module; the user's cache folder by default.</summary>
    public string CacheDirectory { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "docextract", "cache");
}
