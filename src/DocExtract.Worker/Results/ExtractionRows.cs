using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using DocExtract.Checks;
using DocExtract.Schemas;
using DocExtract.Trust;

namespace DocExtract.Worker.Results;

/// <summary>One statement of a save; the fence is the one that writes nothing when the claim is lost.</summary>
internal sealed record Statement(string Sql, object Parameters, bool IsFence = false);

/// <summary>An extraction as the rows it becomes, one statement a table.</summary>
internal sealed class ExtractionRows(Claim claim, Extraction extraction)
{
    private readonly IReadOnlyDictionary<string, double> _confidence = Confidence.OfFields(extraction);

    /// <summary>The result of the claimed file itself; of one that holds several documents only that it does.</summary>
    public IEnumerable<Statement> Statements() => extraction.Parts.Count > 0 ? [Document(), Attempt()] : [Document(), Attempt(), .. Values()];

    /// <summary>What stands in the other tables, once the document has its row.</summary>
    public IEnumerable<Statement> Values() => [Fields(_ => true), Lines(), Findings(extraction.Findings, after: 0)];

    /// <summary>Adds a document of the claimed file; gives its id, which is the one it had when the file was read before.</summary>
    /// <param name="place">Where in the file it stands.</param>
    public Statement Part(PartPlace place)
    {
        var row = new DynamicParameters(Result());
        row.AddDynamicParams(new { place.Part, place.FirstPage, place.LastPage, box = place.Box is { } box ? new[] { box.X0, box.Y0, box.X1, box.Y1 } : null });
        return new(
            """
            insert into docextract.documents (id, parent_id, part, first_page, last_page, box, source_uri, etag, file_name, requested_type,
                attempt, queued_at, started_at, finished_at, duration_ms, status, content_sha256, kind, page_count, document_type, schema_version,
                reader, data, verdict_reasons, rejection_code, rejection_message, seller_name, invoice_number, document_date, currency, total, confidence)
            overriding system value
            select coalesce(
                    (select document_id from docextract.earlier_results
                     where file_id = @DocumentId and part = @Part and first_page = @FirstPage and last_page = @LastPage
                     order by earlier_results.id desc limit 1),
                    nextval(pg_get_serial_sequence('docextract.documents', 'id'))),
                id, @Part, @FirstPage, @LastPage, @box, source_uri, etag, file_name, requested_type,
                attempt, queued_at, started_at, now(), @durationMs, @status, @sha256, @kind, @pages, @documentType, @schemaVersion,
                @reader, @data::jsonb, @reasons, @rejectionCode, @rejectionMessage, @sellerName, @invoiceNumber, @documentDate, @currency, @total, @confidence
            from docextract.documents where id = @DocumentId
            returning id
            """,
            row);
    }

    private Statement Document() => new(
        """
        update docextract.documents
        set status = @status, content_sha256 = @sha256, kind = @kind, page_count = @pages,
            document_type = @documentType, schema_version = @schemaVersion, reader = @reader, data = @data::jsonb,
            verdict_reasons = @reasons, rejection_code = @rejectionCode, rejection_message = @rejectionMessage,
            seller_name = @sellerName, invoice_number = @invoiceNumber, document_date = @documentDate, currency = @currency, total = @total,
            confidence = @confidence,
            lease_until = null, finished_at = now(), duration_ms = @durationMs
        where id = @DocumentId and attempt = @Attempt and status = 'processing'
        """,
        Result(),
        IsFence: true);

    /// <summary>The columns of the document.</summary>
    public object Result() => new
    {
        claim.DocumentId,
        claim.Attempt,
        status = WireNames.StatusOf(extraction),
        sha256 = extraction.Sha256,
        kind = extraction.Kind is { } kind ? WireNames.Of(kind) : null,
        pages = extraction.Pages,
        documentType = extraction.DocumentType,
        schemaVersion = extraction.SchemaVersion,
        reader = extraction.Reader,
        data = extraction.Verdict == Verdict.Rejected || extraction.Parts.Count > 0 ? null : CleanJson(extraction.Data),
        reasons = Reasons(),
        rejectionCode = extraction.Rejection is { } rejection ? WireNames.Of(rejection.Code) : null,
        rejectionMessage = extraction.Rejection is { } refusal ? Clean(refusal.Message) : null,
        sellerName = Text("/seller/name"),
        invoiceNumber = Text("/invoice_number") ?? Text("/receipt_number"),
        documentDate = Date(Text("/invoice_date") ?? Text("/date")),
        currency = Text("/currency"),
        total = Amount("/total"),
        confidence = Confidence.OfDocument(extraction, _confidence),
        durationMs = (int)extraction.Duration.TotalMilliseconds,
    };

    private Statement Attempt() => new(
        "update docextract.attempts set finished_at = now(), outcome = @outcome where document_id = @DocumentId and attempt = @Attempt",
        new { claim.DocumentId, claim.Attempt, outcome = WireNames.StatusOf(extraction) });

    /// <summary>The values whose pointers are wanted.</summary>
    public Statement Fields(Func<string, bool> isWanted)
    {
        var places = extraction.Evidence.GroupBy(place => place.Field).ToDictionary(group => group.Key, group => group.MaxBy(place => place.Support)!);
        var values = FieldValue.All(extraction.Data).Where(value => isWanted(value.Pointer)).Select(value => (value, place: places.GetValueOrDefault(value.Pointer))).ToList();
        return new(
            """
            insert into docextract.fields (document_id, field, value, amount, page, box, text, source, support, confidence)
            select @DocumentId, field, value, amount, page, case when x0 is null then null else array[x0, y0, x1, y1] end, text, source, support, confidence
            from unnest(@fields, @texts, @amounts, @pages, @x0, @y0, @x1, @y1, @places, @sources, @supports, @confidences)
                as row (field, value, amount, page, x0, y0, x1, y1, text, source, support, confidence)
            """,
            new
            {
                claim.DocumentId,
                fields = values.ConvertAll(row => row.value.Pointer),
                texts = values.ConvertAll(row => Clean(row.value.AsText())),
                amounts = values.ConvertAll(row => row.value.AsDecimal()),
                pages = values.ConvertAll(row => row.place?.Page),
                x0 = values.ConvertAll(row => row.place?.Box?.X0),
                y0 = values.ConvertAll(row => row.place?.Box?.Y0),
                x1 = values.ConvertAll(row => row.place?.Box?.X1),
                y1 = values.ConvertAll(row => row.place?.Box?.Y1),
                places = values.ConvertAll(row => row.place is { } place ? Clean(place.Text) : null),
                sources = values.ConvertAll(row => row.place is { } place ? WireNames.Of(place.Source) : null),
                supports = values.ConvertAll(row => row.place?.Support ?? 0),
                confidences = values.ConvertAll(row => _confidence[row.value.Pointer]),
            });
    }

    public Statement Lines()
    {
        var lines = extraction.Data["lines"] as JsonArray ?? [];
        decimal?[] Amounts(string field) => [.. lines.Select(line => FieldValue.Find(line, field)?.AsDecimal())];
        string?[] Texts(string field) => [.. lines.Select(line => FieldValue.Find(line, field) is { } value ? Clean(value.AsText()) : null)];
        return new(
            """
            insert into docextract.line_items (document_id, line, item_number, description, quantity, unit, unit_price, discount, tax_rate, amount)
            select @DocumentId, line, item_number, description, quantity, unit, unit_price, discount, tax_rate, amount
            from unnest(@numbers, @itemNumbers, @descriptions, @quantities, @units, @unitPrices, @discounts, @taxRates, @amounts)
                as row (line, item_number, description, quantity, unit, unit_price, discount, tax_rate, amount)
            """,
            new
            {
                claim.DocumentId,
                numbers = Enumerable.Range(1, lines.Count).ToArray(),
                itemNumbers = Texts("item_number"),
                descriptions = Texts("description"),
                quantities = Amounts("quantity"),
                units = Texts("unit"),
                unitPrices = Amounts("unit_price"),
                discounts = Amounts("discount"),
                taxRates = Amounts("tax_rate"),
                amounts = Amounts("amount"),
            });
    }

    /// <summary>Findings behind those that are stored.</summary>
    public Statement Findings(IReadOnlyList<Finding> findings, int after)
    {
        T[] Each<T>(Func<Finding, T> value) => [.. findings.Select(value)];
        return new(
            """
            insert into docextract.findings (document_id, ordinal, field, rule, severity, message,
                proposed_value, proposed_page, proposed_box, proposed_text, proposed_source)
            select @DocumentId, ordinal, field, rule, severity, message,
                value, page, case when x0 is null then null else array[x0, y0, x1, y1] end, text, source
            from unnest(@ordinals, @fields, @rules, @severities, @messages, @values, @pages, @x0, @y0, @x1, @y1, @texts, @sources)
                as row (ordinal, field, rule, severity, message, value, page, x0, y0, x1, y1, text, source)
            """,
            new
            {
                claim.DocumentId,
                ordinals = Enumerable.Range(after + 1, findings.Count).ToArray(),
                fields = Each(finding => finding.Field),
                rules = Each(finding => finding.Rule),
                severities = Each(finding => WireNames.Of(finding.Severity)),
                messages = Each(finding => Clean(finding.Message)),
                values = Each(finding => finding.Proposal?.Value),
                pages = Each(finding => finding.Proposal?.Page),
                x0 = Each(finding => finding.Proposal?.Box.X0),
                y0 = Each(finding => finding.Proposal?.Box.Y0),
                x1 = Each(finding => finding.Proposal?.Box.X1),
                y1 = Each(finding => finding.Proposal?.Box.Y1),
                texts = Each(finding => finding.Proposal is { } proposal ? Clean(proposal.Text) : null),
                sources = Each(finding => finding.Proposal is { } proposal ? WireNames.Of(proposal.Source) : null),
            });
    }

    private string[] Reasons() => extraction.Rejection is { } rejection
        ? [Clean(rejection.Message)]
        : [.. extraction.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => Clean(finding.Message))];

    private string? Text(string field) =>
        FieldValue.Find(extraction.Data, field) is { } value && value.Value.GetValueKind() == JsonValueKind.String ? Clean(value.AsText()) : null;

    private decimal? Amount(string field) => FieldValue.Find(extraction.Data, field)?.AsDecimal();

    private static DateOnly? Date(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null;

    /// <summary>Postgres stores no NUL (22021 in text, 22P05 in jsonb) and UTF-8 knows no lone surrogates, whatever a document or a model says.</summary>
    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace("\0", "")));

    /// <summary>Values as Postgres can store them.</summary>
    public static string CleanJson(JsonObject data)
    {
        var json = data.ToJsonString();
        if (!json.Contains("\\u0000", StringComparison.Ordinal))
        {
            return json;
        }

        var copy = data.DeepClone();
        foreach (var leaf in FieldValue.All(copy).Where(leaf => leaf.Value.GetValueKind() == JsonValueKind.String).ToList())
        {
            leaf.Value.ReplaceWith(Clean(leaf.AsText()));
        }

        return copy.ToJsonString();
    }
}
