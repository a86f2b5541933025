using System.Globalization;
using System.Text.Json;
using DocExtract.Pages;
using DocExtract.Readers;
using DocExtract.Schemas;

namespace DocExtract.Evidence;

/// <summary>Looks for every value of a reading among the words of the pages, in any locale's format.</summary>
public static class EvidenceFinder
{
    /// <summary>Values of one reading that are looked for; a reading with more is not a document's.</summary>
    private const int MostValues = 100_000;

    /// <summary>Places of one value that are weighed by their labels.</summary>
    private const int PlacesWeighed = 200;

    /// <summary>
    /// The best place of each value, in the order of the reading; values without any trace get no entry. Painted text and OCR
    /// count, hidden text never. Values from XML that the page does not show have the XML itself as evidence: fully when there
    /// is no page, half beside a page that should show them.
    /// </summary>
    /// <param name="reading">What was read; its texts may be of any length.</param>
    /// <param name="labels">The words that print beside the fields: they tell one place from another.</param>
    /// <param name="document">The pages. For structured readings only their own text is read, otherwise OCR too.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static IReadOnlyList<FieldEvidence> Find(
        Reading reading, LabelVocabulary labels, Document document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(document);
        var search = new FieldSearch(ReadPages(document, reading.IsStructured, cancellationToken), labels);
        var sense = new LabelSense(labels);
        List<Candidate> candidates = [];
        foreach (var field in FieldValue.All(reading.Data).Where(IsPrintable).Take(MostValues))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var kind = FieldKinds.Of(field);
            candidates.Add(new Candidate(field, kind, search.Find(field, kind, isCell: Candidate.RowOf(field.Pointer) is not null)));
        }

        var cells = PlaceRows(candidates, cancellationToken);
        double xml = document.Pages.Count == 0 ? 1 : FieldEvidence.Found;
        return
        [
            .. candidates
                .Select(candidate => cells.TryGetValue(candidate.Field.Pointer, out var cell)
                    ? cell
                    : PlaceAlone(candidate, sense, search.LineCount))
                .Zip(candidates, (place, candidate) => Evidence(candidate, place, reading.IsStructured ? xml : null))
                .OfType<FieldEvidence>(),
        ];
    }

    /// <summary>The words that count as evidence: for structured readings only the pages' own text.</summary>
    internal static List<PageText> ReadPages(Document document, bool isStructured, CancellationToken cancellationToken)
    {
        List<PageText> pages = [];
        foreach (var page in document.Pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = isStructured ? page.TextLayer : page.ReadWords(cancellationToken);
            pages.Add(new PageText(page.Number, pages.Sum(before => before.LineCount), words));
        }

        return pages;
    }

    private static bool IsPrintable(FieldValue field) => field.Value.GetValueKind() switch
    {
        JsonValueKind.Number => true,
        JsonValueKind.String => field.AsText().AsSpan().Trim().Length > 0,
        _ => false,
    };

    private static Dictionary<string, Placement?> PlaceRows(List<Candidate> candidates, CancellationToken cancellationToken)
    {
        Dictionary<string, Placement?> places = [];
        var tables = candidates
            .Select(candidate => (candidate, place: Candidate.RowOf(candidate.Field.Pointer)))
            .Where(cell => cell.place is not null)
            .GroupBy(cell => cell.place!.Value.Table);
        foreach (var table in tables)
        {
            List<List<Candidate>> rows = [.. table.GroupBy(cell => cell.place!.Value.Row, cell => cell.candidate).Select(row => row.ToList())];
            foreach (var (cell, place) in rows.SelectMany(row => row).Zip(RowBands.Place(rows, cancellationToken).SelectMany(row => row)))
            {
                places[cell.Field.Pointer] = place;
            }
        }

        return places;
    }

    /// <summary>Prefers a place beside a label of the field; among equals amounts stand last in a document, other values first.</summary>
    private static Placement? PlaceAlone(Candidate candidate, LabelSense sense, int lines)
    {
        Placement? best = null;
        double bestScore = double.NegativeInfinity;
        var weighed = candidate.Sightings.OrderByDescending(sighting => sighting.Quality).Take(PlacesWeighed);
        foreach (var sighting in weighed)
        {
            double near = sense.Near(sighting, candidate.Field.Pattern);
            double support = sighting.Quality * (near < 0 ? Support.OtherLabel : near > 0 && sighting.IsConfused ? Support.ConfusedBesideLabel : 1);
            support = near <= 0 && candidate.IsCommon(sighting) ? Math.Min(support, Support.Anywhere) : support;
            double fromTop = 0.1 * sighting.Line / lines;
            double score = support + 0.5 * Math.Max(0, near) + (candidate.Kind == FieldKind.Amount ? fromTop : -fromTop);
            if (score > bestScore)
            {
                (best, bestScore) = (new Placement(sighting, support) { IsLabelled = near > 0 }, score);
            }
        }

        return best;
    }

    private static FieldEvidence? Evidence(Candidate candidate, Placement? place, double? xml)
    {
        string field = candidate.Field.Pointer;
        if (place is { } found && (xml is null || found.Support >= FieldEvidence.Found))
        {
            var seen = found.Sighting;
            return new FieldEvidence(field, seen.Page.Number, seen.Box, seen.Text, seen.Source, found.Support)
            {
                OtherMeaning = OtherMeaning(candidate, seen),
                IsLabelled = found.IsLabelled,
            };
        }

        return xml is { } support ? new FieldEvidence(field, null, null, candidate.Field.AsText(), EvidenceSource.Xml, support) : null;
    }

    /// <summary>None where another place prints the same day so that it means nothing else.</summary>
    private static string? OtherMeaning(Candidate candidate, Sighting seen) =>
        candidate.Sightings.Any(place => place.OtherMeaning is null && place.Quality >= FieldEvidence.Found)
            ? null
            : seen.OtherMeaning?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
