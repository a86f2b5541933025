namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>
/// Makes an invoice by EN 16931 of what was read. Nothing is made up: what the standard wants and the document does not say is a gap, and so is
/// a sum that does not hold. Computed is only what the standard itself computes from what is printed.
/// </summary>
internal sealed class InvoiceBuilder
{
    private readonly PrintedValues _document;
    private readonly Assumptions _assumed;
    private readonly Gaps _gaps = new();

    private InvoiceBuilder(PrintedValues document, Assumptions assumed) => (_document, _assumed) = (document, assumed);

    /// <summary>The invoice, or null and what is missing.</summary>
    /// <param name="document">Values of an invoice, credit note or receipt.</param>
    /// <param name="assumed">What is known of all documents.</param>
    /// <param name="creditNotesNeedTerms">The syntax has no place for the due date of a credit note that validators know.</param>
    public static (SemanticInvoice? Invoice, Gaps Gaps) Build(PrintedValues document, Assumptions assumed, bool creditNotesNeedTerms)
    {
        var builder = new InvoiceBuilder(document, assumed);
        var invoice = builder.Build(creditNotesNeedTerms);
        return (builder._gaps.Any ? null : invoice, builder._gaps);
    }

    private SemanticInvoice? Build(bool creditNotesNeedTerms)
    {
        string? number = Wanted("BT-1", _document.Text("/invoice_number", "/receipt_number"));
        var date = Wanted("BT-2", _document.Date("/invoice_date", "/date"));
        string? type = Code("BT-3", _document.Text("/invoice_type_code"), CodeLists.IsType, "of UNTDID 1001 for invoices and credit notes");
        string? currency = Code("BT-5", _document.Text("/currency"), CodeLists.IsCurrency, "of ISO 4217 in force");
        var parties = new PartyBuilder(_document, _assumed, _gaps);
        Party? seller = parties.Seller(), buyer = parties.Buyer();

        // A credit note says with its type that amounts are credited; one that prints them below zero says it twice.
        decimal sign = type is not null && CodeLists.IsCreditNote(type) && _document.Amount("/total") < 0 ? -1 : 1;
        var vat = new VatOfDocument(_document, sign, _assumed, _gaps);
        if (Sums(vat, sign) is not var (lines, between, shares, totals))
        {
            return null;
        }

        var due = _document.Date("/due_date");
        string? terms = _document.Text("/payment_terms");
        if (totals.Due > 0 && terms is null && (due is null || (creditNotesNeedTerms && type is not null && CodeLists.IsCreditNote(type))))
        {
            _gaps.Add(due is null ? "BT-9" : "BT-20", due is null ? "" : "a UBL credit note says when it is due only there");
        }

        string? iban = _document.Text("/iban");
        return number is null || date is null || type is null || currency is null || seller is null || buyer is null ? null : new SemanticInvoice
        {
            Number = number,
            Date = date.Value,
            TypeCode = type,
            Currency = currency,
            DueDate = due,
            DeliveryDate = DeliveryDate(shares),
            DeliveryCountry = DeliveryCountry(shares),
            OrderNumber = _document.Text("/purchase_order_number"),
            PrecedingNumber = _document.Text("/preceding_invoice_number"),
            PaymentTerms = terms,
            Iban = iban,
            Bic = iban is null ? null : _document.Text("/bic"),
            Seller = seller,
            Buyer = buyer,
            Lines = lines,
            AllowancesAndCharges = between,
            Vat = shares,
            Totals = totals,
        };
    }

    /// <summary>Everything that is added up; null, and said why, where the lines are not complete.</summary>
    private (IReadOnlyList<InvoiceLine> Lines, IReadOnlyList<AllowanceCharge> Between, IReadOnlyList<VatShare> Vat, Totals Totals)? Sums(VatOfDocument vat, decimal sign)
    {
        var builder = new LineBuilder(sign, vat, _assumed, _gaps);
        var built = _document.Rows("lines").Select((line, i) => builder.Build(line, i + 1)).ToList();
        if (built.Count == 0)
        {
            _gaps.Add("BG-25");
        }

        List<InvoiceLine> lines = [.. built.OfType<InvoiceLine>()];
        if (built.Count == 0 || lines.Count < built.Count)
        {
            return null;
        }

        var sums = new SumBuilder(_document, sign, lines, vat, _gaps);
        if (sums.AreLinesWithTax())
        {
            _gaps.Add("BT-131", "the printed amounts have the tax in them, and EN 16931 wants those without");
            return null;
        }

        var between = sums.AllowancesAndCharges();
        var shares = sums.Vat(between);
        return (lines, between, shares, sums.Totals(between, shares));
    }

    /// <summary>BT-72, which deliveries within the EU cannot do without (BR-IC-11).</summary>
    private DateOnly? DeliveryDate(IReadOnlyList<VatShare> shares)
    {
        var date = _document.Date("/delivery_date");
        return IsWithinEu(shares) ? Wanted("BT-72", date) : date;
    }

    /// <summary>BT-80, where it is asked for (BR-IC-12).</summary>
    private string? DeliveryCountry(IReadOnlyList<VatShare> shares) => IsWithinEu(shares) ? Wanted("BT-80", _assumed["BT-80"]) : null;

    private static bool IsWithinEu(IReadOnlyList<VatShare> shares) => shares.Any(share => share.Vat.Category == "K");

    private string? Code(string term, string? printed, Func<string, bool> isCode, string list)
    {
        string? code = Wanted(term, printed ?? _assumed[term]);
        if (code is not null && !isCode(code))
        {
            _gaps.Add(term, $"\"{code}\" is no code {list}");
        }

        return code;
    }

    private T? Wanted<T>(string term, T? value)
    {
        if (value is null)
        {
            _gaps.Add(term);
        }

        return value;
    }
}
