using System.Xml;
using static DocExtract.Worker.Exporting.EInvoice.XmlText;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>An invoice as UBL 2.1, bound to EN 16931 by CEN/TS 16931-3-2. The order of elements is that of the schemas.</summary>
internal sealed class UblWriter
{
    private const string Oasis = "urn:oasis:names:specification:ubl:schema:xsd:";

    private readonly SemanticInvoice _invoice;
    private readonly bool _isCreditNote;
    private readonly ElementWriter _xml;

    private UblWriter(SemanticInvoice invoice, XmlWriter xml)
    {
        (_invoice, _isCreditNote) = (invoice, CodeLists.IsCreditNote(invoice.TypeCode));
        _xml = new ElementWriter(xml, new Dictionary<string, string>
        {
            [""] = Oasis + (_isCreditNote ? "CreditNote-2" : "Invoice-2"),
            ["cac"] = Oasis + "CommonAggregateComponents-2",
            ["cbc"] = Oasis + "CommonBasicComponents-2",
        });
    }

    public static void Write(SemanticInvoice invoice, XmlWriter xml)
    {
        var writer = new UblWriter(invoice, xml);
        writer._xml.Document(writer._isCreditNote ? "CreditNote" : "Invoice", writer.Content);
    }

    private void Content()
    {
        _xml.Text("cbc:CustomizationID", EInvoiceSyntax.Specification);
        _xml.Text("cbc:ID", _invoice.Number);
        _xml.Text("cbc:IssueDate", Day(_invoice.Date));
        if (!_isCreditNote)
        {
            _xml.Text("cbc:DueDate", Day(_invoice.DueDate));
        }

        _xml.Text(_isCreditNote ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode", _invoice.TypeCode);
        _xml.Text("cbc:DocumentCurrencyCode", _invoice.Currency);
        Reference("cac:OrderReference", _invoice.OrderNumber);
        if (_invoice.PrecedingNumber is { } preceding)
        {
            _xml.Group("cac:BillingReference", () => Reference("cac:InvoiceDocumentReference", preceding));
        }

        Party("cac:AccountingSupplierParty", _invoice.Seller);
        Party("cac:AccountingCustomerParty", _invoice.Buyer);
        Delivery();
        PaymentMeans();
        if (_invoice.PaymentTerms is { } terms)
        {
            _xml.Group("cac:PaymentTerms", () => _xml.Text("cbc:Note", terms));
        }

        foreach (var between in _invoice.AllowancesAndCharges)
        {
            Allowance(between.IsCharge, between.Amount, between.Vat);
        }

        TaxTotal();
        MonetaryTotal(_invoice.Totals);
        foreach (var line in _invoice.Lines)
        {
            Line(line);
        }
    }

    private void Party(string name, Party party) => _xml.Group(name, () => _xml.Group("cac:Party", () =>
    {
        _xml.Group("cac:PostalAddress", () =>
        {
            _xml.Text("cbc:StreetName", party.Address.Lines.ElementAtOrDefault(0));
            _xml.Text("cbc:AdditionalStreetName", party.Address.Lines.ElementAtOrDefault(1));
            _xml.Text("cbc:CityName", party.Address.City);
            _xml.Text("cbc:PostalZone", party.Address.Postcode);
            if (party.Address.Lines.ElementAtOrDefault(2) is { } third)
            {
                _xml.Group("cac:AddressLine", () => _xml.Text("cbc:Line", third));
            }

            Country(party.Address.Country);
        });
        TaxScheme(party.VatId, "VAT");
        TaxScheme(party.TaxNumber, "TAX");
        _xml.Group("cac:PartyLegalEntity", () => _xml.Text("cbc:RegistrationName", party.Name));
    }));

    private void TaxScheme(string? id, string scheme)
    {
        if (id is not null)
        {
            _xml.Group("cac:PartyTaxScheme", () =>
            {
                _xml.Text("cbc:CompanyID", id);
                Reference("cac:TaxScheme", scheme);
            });
        }
    }

    private void Delivery()
    {
        if (_invoice.DeliveryDate is null && _invoice.DeliveryCountry is null)
        {
            return;
        }

        _xml.Group("cac:Delivery", () =>
        {
            _xml.Text("cbc:ActualDeliveryDate", Day(_invoice.DeliveryDate));
            if (_invoice.DeliveryCountry is { } country)
            {
                _xml.Group("cac:DeliveryLocation", () => _xml.Group("cac:Address", () => Country(country)));
            }
        });
    }

    /// <summary>30: a credit transfer, to the account that is named; 1: not said, where a credit note only says when.</summary>
    private void PaymentMeans()
    {
        var due = _isCreditNote ? _invoice.DueDate : null;
        if (_invoice.Iban is null && due is null)
        {
            return;
        }

        _xml.Group("cac:PaymentMeans", () =>
        {
            _xml.Text("cbc:PaymentMeansCode", _invoice.Iban is null ? "1" : "30");
            _xml.Text("cbc:PaymentDueDate", Day(due));
            if (_invoice.Iban is { } iban)
            {
                _xml.Group("cac:PayeeFinancialAccount", () =>
                {
                    _xml.Text("cbc:ID", iban);
                    Reference("cac:FinancialInstitutionBranch", _invoice.Bic);
                });
            }
        });
    }

    private void TaxTotal() => _xml.Group("cac:TaxTotal", () =>
    {
        Money("cbc:TaxAmount", _invoice.Totals.Tax);
        foreach (var share in _invoice.Vat)
        {
            _xml.Group("cac:TaxSubtotal", () =>
            {
                Money("cbc:TaxableAmount", share.Base);
                Money("cbc:TaxAmount", share.Tax);
                Category("cac:TaxCategory", share.Vat, share.ExemptionCode, share.ExemptionReason);
            });
        }
    });

    private void MonetaryTotal(Totals totals) => _xml.Group("cac:LegalMonetaryTotal", () =>
    {
        Money("cbc:LineExtensionAmount", totals.Lines);
        Money("cbc:TaxExclusiveAmount", totals.Net);
        Money("cbc:TaxInclusiveAmount", totals.Gross);
        MoneyUnlessZero("cbc:AllowanceTotalAmount", totals.Allowances);
        MoneyUnlessZero("cbc:ChargeTotalAmount", totals.Charges);
        MoneyUnlessZero("cbc:PrepaidAmount", totals.Prepaid);
        MoneyUnlessZero("cbc:PayableRoundingAmount", totals.Rounding);
        Money("cbc:PayableAmount", totals.Due);
    });

    private void Line(InvoiceLine line) => _xml.Group(_isCreditNote ? "cac:CreditNoteLine" : "cac:InvoiceLine", () =>
    {
        _xml.Text("cbc:ID", Number(line.Number));
        _xml.Text(_isCreditNote ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", Number(line.Quantity), "unitCode", line.Unit);
        Money("cbc:LineExtensionAmount", line.Amount);
        if (line.Discount != 0)
        {
            Allowance(line.Discount < 0, Math.Abs(line.Discount), vat: null);
        }

        _xml.Group("cac:Item", () =>
        {
            _xml.Text("cbc:Name", line.Description);
            Reference("cac:SellersItemIdentification", line.ItemNumber);
            Category("cac:ClassifiedTaxCategory", line.Vat, null, null);
        });
        _xml.Group("cac:Price", () =>
        {
            _xml.Text("cbc:PriceAmount", Number(line.Price), "currencyID", _invoice.Currency);
            _xml.Text("cbc:BaseQuantity", line.PriceQuantity is { } many ? Number(many) : null, "unitCode", line.Unit);
        });
    });

    private void Allowance(bool isCharge, decimal amount, VatRate? vat) => _xml.Group("cac:AllowanceCharge", () =>
    {
        _xml.Text("cbc:ChargeIndicator", isCharge ? "true" : "false");
        _xml.Text("cbc:AllowanceChargeReason", EInvoiceSyntax.ReasonOf(isCharge));
        Money("cbc:Amount", amount);
        if (vat is { } rate)
        {
            Category("cac:TaxCategory", rate, null, null);
        }
    });

    private void Category(string name, VatRate vat, string? exemptionCode, string? exemptionReason) => _xml.Group(name, () =>
    {
        _xml.Text("cbc:ID", vat.Category);
        _xml.Text("cbc:Percent", Number(vat.Percent));
        _xml.Text("cbc:TaxExemptionReasonCode", exemptionCode);
        _xml.Text("cbc:TaxExemptionReason", exemptionReason);
        Reference("cac:TaxScheme", "VAT");
    });

    private void Country(string code) => _xml.Group("cac:Country", () => _xml.Text("cbc:IdentificationCode", code));

    private void Reference(string name, string? id)
    {
        if (id is not null)
        {
            _xml.Group(name, () => _xml.Text("cbc:ID", id));
        }
    }

    private void MoneyUnlessZero(string name, decimal amount)
    {
        if (amount != 0)
        {
            Money(name, amount);
        }
    }

    private void Money(string name, decimal amount) => _xml.Text(name, Amount(amount), "currencyID", _invoice.Currency);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", null);
}
