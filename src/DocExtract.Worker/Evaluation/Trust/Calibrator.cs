using DocExtract.Trust;

namespace DocExtract.Worker.Evaluation.Trust;

/// <summary>Measures what the traits of values say of their being right.</summary>
internal static class Calibrator
{
    public static Calibration Fit(IReadOnlyList<JudgedDocument> documents)
    {
        var values = documents.SelectMany(document => document.Values).ToList();
        var field = LogisticFit.Fit(Traits.OfField, [.. values.Where(value => !value.IsCell).Select(value => (value.Traits, value.IsRight))]);
        var cell = LogisticFit.Fit(Traits.OfField, [.. values.Where(value => value.IsCell).Select(value => (value.Traits, value.IsRight))]);
        return new Calibration(field, cell, LogisticFit.Fit(
            Traits.OfWhole, [.. documents.Select(document => (OfDocument(document, field), document.IsRight))]));
    }

    /// <summary>The confidence that given weights have in what was given, by set.</summary>
    public static IReadOnlyList<(string Set, Trusted Trusted)> Weigh(IReadOnlyList<JudgedDocument> documents, Calibration by) =>
        [.. documents.GroupBy(document => document.Set).Select(set => (set.Key, Believe([.. set], by)))];

    /// <summary>Each set by weights that were measured on the other sets alone: how far they hold for documents that nobody looked at.</summary>
    public static IReadOnlyList<(string Set, Trusted Trusted)> HeldOut(IReadOnlyList<JudgedDocument> documents) =>
        [.. documents.GroupBy(document => document.Set).Select(set => (set.Key, Believe([.. set], Fit([.. documents.Where(document => document.Set != set.Key)]))))];

    private static Trusted Believe(IReadOnlyList<JudgedDocument> documents, Calibration by) => new(
        Reliability.Of(documents.SelectMany(document => document.Values).Where(value => !value.IsCell).Select(value => new Belief(by.Field.Weigh(value.Traits), value.IsRight))),
        Reliability.Of(documents.SelectMany(document => document.Values).Where(value => value.IsCell).Select(value => new Belief(by.Cell.Weigh(value.Traits), value.IsRight))),
        Reliability.Of(documents.Select(document => new Belief(by.Document.Weigh(OfDocument(document, by.Field)), document.IsRight))));

    private static double[] OfDocument(JudgedDocument document, TraitWeights field) => Traits.OfDocument(
        document.Extraction, Traits.OfFields(document.Extraction).Where(value => !Traits.IsCell(value.Field)).ToDictionary(value => value.Field, value => field.Weigh(value.Traits)));
}
