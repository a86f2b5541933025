using System.Text;

namespace DocExtract.Chaos.Documents;

/// <summary>Something that happens to a file at its time.</summary>
internal abstract record Step(TimeSpan At)
{
    public sealed record Upload(TimeSpan At, PlannedFile File, PlannedVersion Version) : Step(At);

    /// <summary>With the version's ETag, or without one.</summary>
    public sealed record Announce(TimeSpan At, PlannedFile File, PlannedVersion Version, MessageForm Form, bool WithVersion) : Step(At);

    /// <summary>A message about no document.</summary>
    public sealed record Send(TimeSpan At, Func<Uri, BinaryData> Message) : Step(At);
}

/// <summary>Which files come, of which kind, and when what happens to them: all of it from the seed.</summary>
internal sealed class Timetable
{
    private static readonly MessageForm[] Forms = Enum.GetValues<MessageForm>();

    private readonly Random _random;
    private readonly TimeSpan _feed;
    private readonly bool _onlyPdf;
    private readonly List<Step> _steps = [];
    private readonly List<PlannedFile> _files = [];
    private int _invoices;

    private Timetable(ChaosPlan plan) => (_random, _feed, _onlyPdf) = (new Random(plan.Seed), plan.Feed, plan.IsRollingUpdate);

    /// <summary>In the order of their times.</summary>
    public IReadOnlyList<Step> Steps => _steps;

    public IReadOnlyList<PlannedFile> Files => _files;

    /// <summary>Messages that end in the poison queue.</summary>
    public int Nonsense { get; private set; }

    /// <summary>Invoices by the number that is printed on them.</summary>
    public IReadOnlyDictionary<string, PlannedInvoice> Invoices =>
        _files.SelectMany(file => file.Versions).Select(version => version.Invoice).OfType<PlannedInvoice>().DistinctBy(invoice => invoice.Ordinal)
            .ToDictionary(invoice => invoice.Number);

    public static Timetable Of(ChaosPlan plan)
    {
        var table = new Timetable(plan);
        for (int i = 1; i <= plan.Documents; i++)
        {
            table.Add(i);
        }

        int aside = Math.Max(8, plan.Documents / 25);
        for (int number = 0; number < aside; number++)
        {
            int own = number;
            table._steps.Add(new Step.Send(table.Moment(), url => Messages.Nonsense(own, url)));
            table._steps.Add(new Step.Send(table.Moment(), Messages.NothingYet));
        }

        table.Nonsense = aside;
        table._steps.Sort((one, other) => one.At.CompareTo(other.At));
        return table;
    }

    private void Add(int ordinal)
    {
        var kind = Kind();
        var file = new PlannedFile(
            $"{kind.ToString().ToLowerInvariant()}-{ordinal:00000}.{(kind == FileKind.Xml ? "xml" : "pdf")}", kind, [.. Versions(kind, ordinal)]);
        _files.Add(file);
        var first = Moment();
        foreach (var (i, version) in file.Versions.Index())
        {
            var uploaded = first + (Within(3, 8) * i);
            var announced = kind == FileKind.Late ? uploaded - Within(1, 4) : uploaded;
            _steps.Add(new Step.Upload(uploaded, file, version));
            AddAnnouncements(file, version, announced < TimeSpan.Zero ? TimeSpan.Zero : announced);
        }
    }

    /// <summary>One to three, up to some seconds apart: those of a newer version may come before late ones of an older.</summary>
    private void AddAnnouncements(PlannedFile file, PlannedVersion version, TimeSpan at)
    {
        bool late = file.Kind == FileKind.Late;
        int more = _random.Next(3);
        var tick = TimeSpan.FromTicks(1);
        _steps.Add(late
            ? new Step.Announce(at, file, version, MessageForm.Own, WithVersion: false)
            : new Step.Announce(at + tick, file, version, Form(), WithVersion: true));
        for (int i = 0; i < more; i++)
        {
            bool withVersion = !late && (file.Versions.Count > 1 || _random.Next(4) > 0);
            var form = withVersion ? Form() : MessageForm.OwnInBase64;
            _steps.Add(new Step.Announce(at + tick + Within(0, 10), file, version, form, withVersion));
        }
    }

    private FileKind Kind() => _onlyPdf ? FileKind.Pdf : _random.Next(100) switch
    {
        < 66 => FileKind.Pdf,
        < 78 => FileKind.Xml,
        < 82 => _files.Any(file => file.Kind == FileKind.Pdf) ? FileKind.Twin : FileKind.Pdf,
        < 88 => FileKind.Late,
        < 94 => FileKind.Overwritten,
        _ => FileKind.Unreadable,
    };

    private IEnumerable<PlannedVersion> Versions(FileKind kind, int ordinal)
    {
        switch (kind)
        {
            case FileKind.Xml:
                var invoice = NewInvoice();
                return [new(invoice.ToXml(), invoice)];
            case FileKind.Twin:
                var originals = _files.Where(file => file.Kind == FileKind.Pdf).ToList();
                var original = originals[_random.Next(originals.Count)].Versions[0];
                return [new(original.Content, original.Invoice)];
            case FileKind.Overwritten:
                return [NewPdf(), NewPdf()];
            case FileKind.Unreadable:
                return [Unreadable(ordinal)];
            default:
                return [NewPdf()];
        }
    }

    private PlannedVersion NewPdf()
    {
        var invoice = NewInvoice();
        return new(invoice.ToPdf(), invoice);
    }

    private PlannedInvoice NewInvoice() => new(++_invoices);

    private PlannedVersion Unreadable(int ordinal) => _random.Next(2) == 0
        ? new(Encoding.UTF8.GetBytes($"Just some text, number {ordinal}."), null, "unsupported")
        : new(Encoding.UTF8.GetBytes($"%PDF-1.7\nnothing follows {ordinal}"), null, "corrupt");

    private MessageForm Form() => Forms[_random.Next(Forms.Length)];

    private TimeSpan Moment() => _feed * _random.NextDouble();

    private TimeSpan Within(double least, double most) => TimeSpan.FromSeconds(least + ((most - least) * _random.NextDouble()));
}
