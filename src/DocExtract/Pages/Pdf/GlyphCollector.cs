using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace DocExtract.Pages.Pdf;

/// <summary>Runs a page's content and its annotations' and keeps the characters it shows. Paths and clipping are passed over.</summary>
internal sealed class GlyphCollector(
    int pageNumber,
    IResourceStore resourceStore,
    IPdfTokenScanner pdfScanner,
    IPageContentParser pageContentParser,
    ILookupFilterProvider filterProvider,
    CropBox cropBox,
    UserSpaceUnit userSpaceUnit,
    PageRotationDegrees rotation,
    in TransformationMatrix initialMatrix,
    ParsingOptions parsingOptions,
    IReadOnlyList<Appearance> appearances)
    : BaseStreamProcessor<IReadOnlyList<Glyph>>(
        pageNumber, resourceStore, pdfScanner, pageContentParser, filterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, parsingOptions)
{
    /// <summary>Extent of a line of text about its base line, in font sizes: fonts' own figures are too often nonsense.</summary>
    private const double Ascent = 0.74;
    private const double Descent = -0.22;

    /// <summary>PDFium draws about as deep; real pages nest three or four.</summary>
    private const int MaxFormDepth = 30;

    private const double NearlyWhite = 0.92;
    private const double NearlyTransparent = 0.05;

    private readonly TextFence _fence = (TextFence)parsingOptions.FilterProvider!;
    private readonly List<Glyph> _glyphs = [];
    private readonly List<PdfRectangle> _pictures = [];
    private readonly Stack<ActualText?> _actualTexts = [];
    private int _formDepth;

    /// <summary>Where pictures are drawn.</summary>
    public IReadOnlyList<PdfRectangle> Pictures => _pictures;

    public override IReadOnlyList<Glyph> Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PageNumber = pageNumberCurrent;
        CloneAllStates();
        var fresh = GetCurrentState().DeepClone();
        ProcessOperations(operations);
        foreach (var appearance in appearances)
        {
            GraphicsStack.Push(fresh.DeepClone());
            ModifyCurrentTransformationMatrix(appearance.Placement);
            ProcessFormXObject(appearance.Form, NameToken.Ap);
            GraphicsStack.Pop();
        }

        return _glyphs;
    }

    public override void RenderGlyph(
        IFont font,
        CurrentGraphicsState currentState,
        double fontSize,
        double pointSize,
        int code,
        string unicode,
        long currentOffset,
        in TransformationMatrix renderingMatrix,
        in TransformationMatrix textMatrix,
        in TransformationMatrix transformationMatrix,
        CharacterBoundingBox characterBoundingBox)
    {
        _fence.CountGlyph();
        string text = TextOf(font, code, unicode);
        var (bottom, top, em) = Extent(font, characterBoundingBox);
        var line = PerformantRectangleTransformer.Transform(
            renderingMatrix, textMatrix, transformationMatrix, new PdfRectangle(0, bottom, characterBoundingBox.Width, top));
        var square = PerformantRectangleTransformer.Transform(
            renderingMatrix, textMatrix, transformationMatrix, new PdfRectangle(0, 0, characterBoundingBox.Width, em));
        double size = Math.Sqrt(Math.Pow(square.TopLeft.X - square.BottomLeft.X, 2) + Math.Pow(square.TopLeft.Y - square.BottomLeft.Y, 2));
        _glyphs.Add(new Glyph(text, square.BottomLeft, square.BottomRight, size, line.Normalise(), InkOf(currentState)));
    }

    /// <summary>
    /// What the character stands for. Where the font does not say, the content may (/ActualText); a text that contradicts the
    /// font is not believed. Where neither does, PdfPig would pass off the glyph's number as a character.
    /// </summary>
    private string TextOf(IFont font, int code, string unicode)
    {
        bool known = unicode.All(IsText) && font.TryGetUnicode(code, out _);
        return known ? unicode : _actualTexts.TryPeek(out var actual) && actual is not null ? actual.Take() : Mending.Unknown.ToString();
    }

    private static bool IsText(char c) => !char.IsControl(c) && c != Mending.Unknown && char.GetUnicodeCategory(c) != UnicodeCategory.PrivateUse;

    /// <summary>The line's extent about the base line and the font size, in text space; of a Type 3 font, whose size says nothing, by its drawing.</summary>
    private static (double Bottom, double Top, double Em) Extent(IFont font, CharacterBoundingBox box) =>
        font is IType3Font && box.GlyphBounds.Height > 0
            ? (Math.Min(0, box.GlyphBounds.Bottom), box.GlyphBounds.Top, Math.Max(box.GlyphBounds.Height / Ascent, box.Width))
            : (Descent, Ascent, 1);

    private static GlyphInk InkOf(CurrentGraphicsState state) => state.FontState.TextRenderingMode switch
    {
        TextRenderingMode.Neither or TextRenderingMode.NeitherClip => GlyphInk.None,
        TextRenderingMode.Stroke or TextRenderingMode.StrokeClip => InkOf(state.CurrentStrokingColor, state.AlphaConstantStroking),
        _ => InkOf(state.CurrentNonStrokingColor, state.AlphaConstantNonStroking),
    };

    private static GlyphInk InkOf(IColor? color, double alpha) =>
        alpha < NearlyTransparent ? GlyphInk.None : IsNearlyWhite(color) ? GlyphInk.White : GlyphInk.Visible;

    private static bool IsNearlyWhite(IColor? color)
    {
        if (color is null or PatternColor)
        {
            return false;
        }

        var (red, green, blue) = color.ToRGBValues();
        return Math.Min(red, Math.Min(green, blue)) >= NearlyWhite;
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord) => KeepPicture();

    protected override void RenderInlineImage(InlineImage inlineImage) => KeepPicture();

    /// <summary>Forms may draw forms; in a circle of several PdfPig would follow them until the stack ends, and the process with it.</summary>
    protected override void ProcessFormXObject(StreamToken formStream, NameToken xObjectName)
    {
        _fence.CountGlyph();
        if (_formDepth == MaxFormDepth)
        {
            return;
        }

        _formDepth++;
        base.ProcessFormXObject(formStream, xObjectName);
        _formDepth--;
    }

    private void KeepPicture()
    {
        _fence.CountGlyph();
        _pictures.Add(CurrentTransformationMatrix.Transform(new PdfRectangle(0, 0, 1, 1)).Normalise());
    }

    public override void PaintShading(NameToken shadingName)
    {
    }

    public override void BeginSubpath()
    {
    }

    public override PdfPoint? CloseSubpath() => null;

    public override void StrokePath(bool close)
    {
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
    }

    public override void MoveTo(double x, double y)
    {
    }

    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
    }

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
    }

    public override void LineTo(double x, double y)
    {
    }

    public override void Rectangle(double x, double y, double width, double height)
    {
    }

    public override void EndPath()
    {
    }

    public override void ClosePath()
    {
    }

    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
        properties ??= propertyDictionaryName is null ? null : ResourceStore.GetMarkedContentPropertiesDictionary(propertyDictionaryName);
        _actualTexts.Push(properties is not null && properties.TryGet(NameToken.ActualText, PdfScanner, out IDataToken<string>? text)
            ? new ActualText(text.Data)
            : _actualTexts.TryPeek(out var outer) ? outer : null);
    }

    public override void EndMarkedContent() => _actualTexts.TryPop(out _);

    /// <summary>Replacement text of a marked sequence (ISO 32000-1, 14.9.4): its first character carries all of it.</summary>
    private sealed class ActualText(string text)
    {
        private string _left = text;

        public string Take()
        {
            string taken = _left;
            _left = "";
            return taken;
        }
    }
}
