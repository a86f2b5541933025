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

/// <summary>The characters of a page in the order of its content, and the visible part of the page they are placed in.</summary>
internal sealed record GlyphPage(IReadOnlyList<Glyph> Glyphs, PdfRectangle View);

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
        var view = cropBox.Bounds.Intersect(mediaBox.Bounds) ?? mediaBox.Bounds;
        var collector = new GlyphCollector(
            pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix,
            ParsingOptions);
        return new GlyphPage(collector.Process(pageNumber, operations), view);
    }
}
