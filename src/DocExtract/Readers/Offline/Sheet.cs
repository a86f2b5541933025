using DocExtract.Pages;
using DocExtract.Readers.Offline.Labels;
using DocExtract.Readers.Offline.Layout;
using DocExtract.Readers.Offline.Spans;
using DocExtract.Schemas;
using DocExtract.Values;

namespace DocExtract.Readers.Offline;

/// <summary>A document as rows, with everything that is recognised in them: labels, numbers and dates. What all fields are read from.</summary>
internal sealed class Sheet
{
    private readonly LabelVocabulary _vocabulary;
    private readonly ILookup<int, LabelHit> _labels;
    private readonly ILookup<int, Money> _money;
    private readonly ILookup<int, DateSpan> _dates;
    private readonly Dictionary<string, HashSet<string>> _words;

    private Sheet(IReadOnlyList<Row> rows, LabelVocabulary vocabulary)
    {
        Rows = rows;
        _vocabulary = vocabulary;
        var index = new LabelIndex(vocabulary);
        Labels = [.. rows.SelectMany(index.Find)];
        _words = vocabulary.Words.ToDictionary(list => list.Key, list => list.Value.Select(Folding.Squeeze).ToHashSet());
        DateOrder = DateSpotter.OrderOf(rows, Words("day_first_words"));
        Dates = [.. rows.SelectMany(row => DateSpotter.Find(row, DateOrder))];
        var separator = Amounts.DecimalSeparatorOf(rows.SelectMany(row => row.Tokens).Select(token => token.Text));
        _labels = Labels.ToLookup(hit => hit.Row.Index);
        _dates = Dates.ToLookup(date => date.Row.Index);
        Money = [.. rows.SelectMany(row => MoneySpotter.Find(row, [.. _dates[row.Index]], separator))];
        _money = Money.ToLookup(money => money.Row.Index);
    }

    /// <summary>The same sheet with other labels.</summary>
    private Sheet(Sheet sheet, IReadOnlyList<LabelHit> labels)
    {
        (Rows, Labels, Money, Dates, DateOrder) = (sheet.Rows, labels, sheet.Money, sheet.Dates, sheet.DateOrder);
        (_vocabulary, _money, _dates, _words) = (sheet._vocabulary, sheet._money, sheet._dates, sheet._words);
        _labels = labels.ToLookup(hit => hit.Row.Index);
    }

    public IReadOnlyList<Row> Rows { get; }

    public IReadOnlyList<LabelHit> Labels { get; }

    public IReadOnlyList<Money> Money { get; }

    public IReadOnlyList<DateSpan> Dates { get; }

    public DateOrder DateOrder { get; }

    public static Sheet Of(Document document, LabelVocabulary vocabulary, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        foreach (var (number, page) in document.Pages.Index().Select(page => (page.Index + 1, page.Item)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.AddRange(RowBuilder.Build(number, page.ReadWords(cancellationToken), rows.Count));
        }

        return new Sheet(rows, vocabulary);
    }

    /// <summary>The sheet with the labels of some fields also where OCR misread a letter of them.</summary>
    public Sheet WithSmudged(IReadOnlyList<string> fields)
    {
        var smudged = new SmudgedLabels(_vocabulary, fields);
        return new Sheet(this, [.. Rows.SelectMany(row => smudged.Complete(row, [.. _labels[row.Index]], [.. _money[row.Index]]))]);
    }

    public IEnumerable<LabelHit> LabelsOf(Row row) => _labels[row.Index];

    public IEnumerable<Money> MoneyOf(Row row) => _money[row.Index];

    public IEnumerable<DateSpan> DatesOf(Row row) => _dates[row.Index];

    public IEnumerable<LabelHit> LabelsFor(string field) => Labels.Where(hit => hit.Is(field));

    /// <summary>The squeezed words of a named list of the vocabulary.</summary>
    public IReadOnlySet<string> Words(string list) => _words.TryGetValue(list, out var words) ? words : new HashSet<string>();

    /// <summary>The names of the vocabulary's lists that begin so.</summary>
    public IEnumerable<string> WordLists(string prefix) => _words.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order();

    /// <summary>The rows of the same page beneath a row, nearest first.</summary>
    public IEnumerable<Row> Below(Row row) => Rows.Skip(row.Index + 1).TakeWhile(next => next.Page == row.Page);

    /// <summary>The rows of the same page above a row, nearest first.</summary>
    public IEnumerable<Row> Above(Row row) => Rows.Take(row.Index).Reverse().TakeWhile(next => next.Page == row.Page);
}
