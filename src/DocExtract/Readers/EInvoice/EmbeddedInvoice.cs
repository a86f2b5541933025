using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using DocExtract.Checks;
using DocExtract.Pages;
using DocExtract.Sources;

namespace DocExtract.Readers.EInvoice;

/// <summary>
/// The best of the e-invoices among the files of a PDF. Any number of files may point at one stream that unpacks to megabytes: so they
/// are parsed one after the other, within one <see cref="ElementBudget"/>, and only the best is kept whole.
/// </summary>
/// <param name="Root">Its XML.</param>
/// <param name="Syntax">Its syntax.</param>
/// <param name="Doubts">Where others among the files say something else.</param>
internal sealed record EmbeddedInvoice(XElement Root, XmlSyntax Syntax, IReadOnlyList<Finding> Doubts)
{
    public const string Differ = "two-invoices";

    private static readonly HashSet<string> WellKnownNames =
        new(["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Identity = ["invoice_number", "invoice_date", "total"];

    /// <summary>Whether one of the files is an e-invoice, be it too large to be read.</summary>
    public static bool IsIn(IReadOnlyList<Attachment> attachments, CancellationToken cancellationToken) => Parse(attachments, cancellationToken).Any();

    /// <summary>Null where none of the files is an e-invoice.</summary>
    /// <exception cref="DocumentRejectedException">They are too large together: what was not read could say something else.</exception>
    public static EmbeddedInvoice? Find(IReadOnlyList<Attachment> attachments, CancellationToken cancellationToken)
    {
        List<Candidate> ranked = [];
        XElement? best = null;
        foreach (var (name, root) in Parse(attachments, cancellationToken))
        {
            if (root is null)
            {
                throw TooLarge();
            }

            var syntax = XmlSyntax.Of(root)!;
            var candidate = new Candidate(name, syntax, InvoiceMapper.MapHeader(root, syntax, Identity, cancellationToken));
            ranked = Ranked([.. ranked, candidate]);
            best = ReferenceEquals(ranked[0], candidate) ? root : best;
        }

        return best is null
            ? null
            : new EmbeddedInvoice(best, ranked[0].Syntax, [.. ranked.Skip(1).SelectMany(other => Contradictions(ranked[0], other))]);
    }

    /// <summary>Those that are e-invoices, one after the other; first those that are called so, that others do not use up the budget.</summary>
    private static IEnumerable<Parsed> Parse(IReadOnlyList<Attachment> attachments, CancellationToken cancellationToken)
    {
        var budget = new ElementBudget();
        return attachments.OrderByDescending(file => WellKnownNames.Contains(file.Name))
            .Select(file => TryParse(file, budget, cancellationToken)).OfType<Parsed>();
    }

    /// <summary>An attachment that is an invoice. Anything else, damaged or with a DTD, is not for this reader: the pages remain.</summary>
    private static Parsed? TryParse(Attachment attachment, ElementBudget budget, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return XmlSyntax.Of(InvoiceXml.RootOf(attachment.Content)) is null
                ? null
                : new Parsed(attachment.Name, attachment.IsCut ? null : InvoiceXml.Parse(attachment.Content, budget));
        }
        catch (XmlException) when (budget.IsOver)
        {
            return new Parsed(attachment.Name, null);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static List<Candidate> Ranked(List<Candidate> candidates) =>
    [
        .. candidates.OrderByDescending(candidate => candidate.Syntax.Rank)
            .ThenByDescending(candidate => WellKnownNames.Contains(candidate.Name))
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal),
    ];

    /// <summary>Two invoices in one file (two versions of the same, as a rule) have to say the same.</summary>
    private static IEnumerable<Finding> Contradictions(Candidate best, Candidate other) =>
        from pointer in Identity
        where !JsonNode.DeepEquals(best.Identity[pointer], other.Identity[pointer])
        select new Finding(
            $"/{pointer}", Differ, Severity.Error,
            $"The file holds two e-invoices that differ: {Terms.Name(pointer)} is {best.Identity[pointer]} in {best.Name} and {other.Identity[pointer]} in {other.Name}.");

    private static DocumentRejectedException TooLarge() => new(
        RejectionCode.TooLarge,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The XML files embedded in the PDF are too large: together they may have {SourceLimits.EmbeddedBytes >> 20} MiB and {SourceLimits.XmlElements:N0} elements. Send it with the XML of one invoice only."));

    /// <param name="Name">What the file is called.</param>
    /// <param name="Root">Null where it is too large to be read.</param>
    private sealed record Parsed(string Name, XElement? Root);

    /// <summary>What is kept of each: enough to choose among them, and to tell whether they say the same.</summary>
    private sealed record Candidate(string Name, XmlSyntax Syntax, JsonObject Identity);
}
