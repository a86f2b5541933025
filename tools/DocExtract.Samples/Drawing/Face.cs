namespace DocExtract.Samples.Drawing;

/// <summary>The type faces of the samples: PDF's own standard fonts, which every viewer has, so that none is shipped.</summary>
internal enum Face
{
    Sans,
    SansBold,
    Serif,
    SerifBold,
    Mono,
    MonoBold,
}
