using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace DocExtract.Pages.Pdf;

/// <summary>What a page's content shows.</summary>
/// <param name="Glyphs">Its characters in the order of the content.</param>
/// <param name="View">The visible part of the page, in the frame of the characters.</param>
/// <param name="PictureShare">Part of the view that the largest picture covers.</param>
internal sealed record GlyphPage(IReadOnlyList<Glyph> Glyphs, PdfRectangle View, double PictureShare);

/// <summary>Makes PdfPig read pages for their characters alone, within the limits of a <see cref="TextFence"/>.</summary>
/// <remarks>PdfPig creates it by reflection, with exactly this constructor; the fence comes along as the filter provider.</remarks>
internal sealed class GlyphPageFactory(
    IPdfTokenScanner pdfScanner,
    IResourceStore resourceStore,
    ILookupFilterProvider filterProvider,
    IPageContentParser pageContentParser,
    ParsingOptions parsingOptions)
    : BasePageFactory<GlyphPage>(pdfScanner, resourceStore, filterProvider, pageContentParser, parsingOptions)
{
    protected override GlyphPage ProcessPage(
        int pageNumber,
        DictionaryToken dictionary,
        NamedDestinations namedDestinations,
        MediaBox mediaBox,
        CropBox cropBox,
        UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation,
        TransformationMatrix initialMatrix,
        IReadOnlyList<IGraphicsStateOperation> operations)
    {
        // PDFium shows what both boxes share; a crop box beside the media box counts for nothing.
        // The initial matrix brings both boxes into the frame in which characters are placed.
        var (crop, media) = (initialMatrix.Transform(cropBox.Bounds).Normalise(), initialMatrix.Transform(mediaBox.Bounds).Normalise());
        var view = Overlap(crop, media) is { Area: > 0 } shared ? shared : Overlap(media, media);
        if (view.Area <= 0)
        {
            throw new TextFenceException("nothing of the page is visible");
        }

        var collector = new GlyphCollector(
            pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix,
            ParsingOptions, [.. Appearance.Of(dictionary, PdfScanner)]);
        var glyphs = collector.Process(pageNumber, operations);
        return new GlyphPage(glyphs, view, collector.Pictures.Select(picture => Overlap(picture, view).Area / view.Area).DefaultIfEmpty().Max());
    }

    /// <summary>Upright, whatever turns the rectangles went through: PdfPig's own keep their width along a side that now stands.</summary>
    private static PdfRectangle Overlap(PdfRectangle a, PdfRectangle b)
    {
        var (left, bottom) = (Math.Max(a.Left, b.Left), Math.Max(a.Bottom, b.Bottom));
        return new PdfRectangle(left, bottom, Math.Max(left, Math.Min(a.Right, b.Right)), Math.Max(bottom, Math.Min(a.Top, b.Top)));
    }
}
