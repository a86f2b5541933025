using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace DocExtract.Pages.Pdf;

/// <summary>What an annotation draws on the page: the value of a form field, a stamp, a note.</summary>
/// <param name="Form">Its content.</param>
/// <param name="Placement">Brings the content's frame to the annotation's place.</param>
internal sealed record Appearance(StreamToken Form, TransformationMatrix Placement)
{
    // Annotation flags (ISO 32000-1, 12.5.3).
    private const int Hidden = 1 << 1;
    private const int NoView = 1 << 5;

    /// <summary>The appearances that are shown on a page.</summary>
    public static IEnumerable<Appearance> Of(DictionaryToken page, IPdfTokenScanner scanner)
    {
        if (Entry(page, NameToken.Annots, scanner) is not ArrayToken annotations)
        {
            yield break;
        }

        foreach (var annotation in annotations.Data.Select(token => Resolve(token, scanner)).OfType<DictionaryToken>())
        {
            bool shown = Entry(annotation, NameToken.F, scanner) is not NumericToken flags || (flags.Int & (Hidden | NoView)) == 0;
            if (shown && FormOf(annotation, scanner) is { } form && PlacementOf(annotation, form, scanner) is { } placement)
            {
                yield return new Appearance(form, placement);
            }
        }
    }

    /// <summary>The normal appearance; where there are several (on, off), the one the annotation is in.</summary>
    private static StreamToken? FormOf(DictionaryToken annotation, IPdfTokenScanner scanner)
    {
        var normal = Entry(annotation, NameToken.Ap, scanner) is DictionaryToken appearances ? Entry(appearances, NameToken.N, scanner) : null;
        return normal is DictionaryToken states && Entry(annotation, NameToken.As, scanner) is NameToken state
            ? Entry(states, state, scanner) as StreamToken
            : normal as StreamToken;
    }

    /// <summary>ISO 32000-1, 12.5.5, algorithm 8.1: the content's box, turned by its matrix, is stretched over the annotation's rectangle.</summary>
    private static TransformationMatrix? PlacementOf(DictionaryToken annotation, StreamToken form, IPdfTokenScanner scanner)
    {
        if (RectangleOf(annotation, NameToken.Rect, scanner) is not { } place || RectangleOf(form.StreamDictionary, NameToken.Bbox, scanner) is not { } box)
        {
            return null;
        }

        double[]? matrix = NumbersOf(form.StreamDictionary, NameToken.Matrix, 6, scanner);
        var turned = matrix is null ? box : TransformationMatrix.FromArray(matrix).Transform(box).Normalise();
        var (width, height) = (turned.Right - turned.Left, turned.Top - turned.Bottom);
        if (width <= 0 || height <= 0)
        {
            return null;
        }

        var (x, y) = ((place.Right - place.Left) / width, (place.Top - place.Bottom) / height);
        return TransformationMatrix.FromValues(x, 0, 0, y, place.Left - (turned.Left * x), place.Bottom - (turned.Bottom * y));
    }

    private static PdfRectangle? RectangleOf(DictionaryToken dictionary, NameToken name, IPdfTokenScanner scanner) =>
        NumbersOf(dictionary, name, 4, scanner) is { } r
            ? new PdfRectangle(Math.Min(r[0], r[2]), Math.Min(r[1], r[3]), Math.Max(r[0], r[2]), Math.Max(r[1], r[3]))
            : null;

    private static double[]? NumbersOf(DictionaryToken dictionary, NameToken name, int count, IPdfTokenScanner scanner)
    {
        if (Entry(dictionary, name, scanner) is not ArrayToken array)
        {
            return null;
        }

        double[] numbers = [.. array.Data.Select(token => Resolve(token, scanner)).OfType<NumericToken>().Select(number => number.Data)];
        return numbers.Length == count ? numbers : null;
    }

    private static IToken? Entry(DictionaryToken dictionary, NameToken name, IPdfTokenScanner scanner) =>
        dictionary.TryGet(name, out var token) ? Resolve(token, scanner) : null;

    private static IToken? Resolve(IToken token, IPdfTokenScanner scanner) =>
        token is IndirectReferenceToken reference ? scanner.Get(reference.Data)?.Data : token;
}
