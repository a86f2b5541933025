using System.Xml;
using static DocExtract.Worker.Exporting.EInvoice.XmlText;

namespace DocExtract.Worker.Exporting.EInvoice;

/// <summary>An invoice as UN/CEFACT CII D16B, bound to EN 16931 by CEN/TS 16931-3-3. The order of elements is that of the schemas.</summary>
internal sealed class CiiWriter
{
    private const string Standard = "urn:un:unece:uncefact:data:standard:";

    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["rsm"] = Standard + "CrossIndustryInvoice:100",
        ["ram"] = Standard + "ReusableAggregateBusinessInformationEntity:100",
        ["udt"] = Standard + "UnqualifiedDataType:100",
    };

    private readonly SemanticInvoice _invoice;
    private readonly ElementWriter _xml;

    private CiiWriter(SemanticInvoice invoice, XmlWriter xml) => (_invoice, _xml) = (invoice, new ElementWriter(xml, Namespaces));

    public static void Write(SemanticInvoice invoice, XmlWriter xml)
    {
        var writer = new CiiWriter(invoice, xml);
        writer._xml.Document("rsm:CrossIndustryInvoice", writer.Content);
    }

    private void Content()
    {
        _xml.Group("rsm:ExchangedDocumentContext", () =>
            _xml.Group("ram:GuidelineSpecifiedDocumentContextParameter", () => _xml.Text("ram:ID", EInvoiceSyntax.Specification)));
        _xml.Group("rsm:ExchangedDocument", () =>
        {
            _xml.Text("ram:ID", _invoice.Number);
            _xml.Text("ram:TypeCode", _invoice.TypeCode);
            Day("ram:IssueDateTime", _invoice.Date);
        });
        _xml.Group("rsm:SupplyChainTradeTransaction", () =>
        {
            foreach (var line in _invoice.Lines)
            {
                Line(line);
            }

            _xml.Group("ram:ApplicableHeaderTradeAgreement", Agreement);
            _xml.Group("ram:ApplicableHeaderTradeDelivery", Delivery);
            _xml.Group("ram:ApplicableHeaderTradeSettlement", Settlement);
        });
    }

    private void Line(InvoiceLine line) => _xml.Group("ram:IncludedSupplyChainTradeLineItem", () =>
    {
        _xml.Group("ram:AssociatedDocumentLineDocument", () => _xml.Text("ram:LineID", Number(line.Number)));
        _xml.Group("ram:SpecifiedTradeProduct", () =>
        {
            _xml.Text("ram:SellerAssignedID", line.ItemNumber);
            _xml.Text("ram:Name", line.Description);
        });
        _xml.Group("ram:SpecifiedLineTradeAgreement", () => _xml.Group("ram:NetPriceProductTradePrice", () =>
        {
            _xml.Text("ram:ChargeAmount", Number(line.Price));
            _xml.Text("ram:BasisQuantity", line.PriceQuantity is { } many ? Number(many) : null, "unitCode", line.Unit);
        }));
        _xml.Group("ram:SpecifiedLineTradeDelivery", () => _xml.Text("ram:BilledQuantity", Number(line.Quantity), "unitCode", line.Unit));
        _xml.Group("ram:SpecifiedLineTradeSettlement", () =>
        {
            Tax("ram:ApplicableTradeTax", line.Vat);
            if (line.Discount != 0)
            {
                Allowance(line.Discount < 0, Math.Abs(line.Discount), vat: null);
            }

            _xml.Group("ram:SpecifiedTradeSettlementLineMonetarySummation", () => _xml.Text("ram:LineTotalAmount", Amount(line.Amount)));
        });
    });

    private void Agreement()
    {
        Party("ram:SellerTradeParty", _invoice.Seller);
        Party("ram:BuyerTradeParty", _invoice.Buyer);
        Reference("ram:BuyerOrderReferencedDocument", _invoice.OrderNumber);
    }

    private void Party(string name, Party party) => _xml.Group(name, () =>
    {
        _xml.Text("ram:Name", party.Name);
        _xml.Group("ram:PostalTradeAddress", () =>
        {
            _xml.Text("ram:PostcodeCode", party.Address.Postcode);
            _xml.Text("ram:LineOne", party.Address.Lines.ElementAtOrDefault(0));
            _xml.Text("ram:LineTwo", party.Address.Lines.ElementAtOrDefault(1));
            _xml.Text("ram:LineThree", party.Address.Lines.ElementAtOrDefault(2));
            _xml.Text("ram:CityName", party.Address.City);
            _xml.Text("ram:CountryID", party.Address.Country);
        });
        Registration(party.VatId, "VA");
        Registration(party.TaxNumber, "FC");
    });

    private void Registration(string? id, string scheme)
    {
        if (id is not null)
        {
            _xml.Group("ram:SpecifiedTaxRegistration", () => _xml.Text("ram:ID", id, "schemeID", scheme));
        }
    }

    private void Delivery()
    {
        if (_invoice.DeliveryCountry is { } country)
        {
            _xml.Group("ram:ShipToTradeParty", () => _xml.Group("ram:PostalTradeAddress", () => _xml.Text("ram:CountryID", country)));
        }

        if (_invoice.DeliveryDate is { } date)
        {
            _xml.Group("ram:ActualDeliverySupplyChainEvent", () => Day("ram:OccurrenceDateTime", date));
        }
    }

    private void Settlement()
    {
        _xml.Text("ram:InvoiceCurrencyCode", _invoice.Currency);
        PaymentMeans();
        foreach (var share in _invoice.Vat)
        {
            Share(share);
        }

        foreach (var between in _invoice.AllowancesAndCharges)
        {
            Allowance(between.IsCharge, between.Amount, between.Vat);
        }

        if (_invoice.PaymentTerms is not null || _invoice.DueDate is not null)
        {
            _xml.Group("ram:SpecifiedTradePaymentTerms", () =>
            {
                _xml.Text("ram:Description", _invoice.PaymentTerms);
                Day("ram:DueDateDateTime", _invoice.DueDate);
            });
        }

        Summation(_invoice.Totals);
        Reference("ram:InvoiceReferencedDocument", _invoice.PrecedingNumber);
    }

    /// <summary>30: a credit transfer, to the account that is named.</summary>
    private void PaymentMeans()
    {
        if (_invoice.Iban is not { } iban)
        {
            return;
        }

        _xml.Group("ram:SpecifiedTradeSettlementPaymentMeans", () =>
        {
            _xml.Text("ram:TypeCode", "30");
            _xml.Group("ram:PayeePartyCreditorFinancialAccount", () => _xml.Text("ram:IBANID", iban));
            if (_invoice.Bic is { } bic)
            {
                _xml.Group("ram:PayeeSpecifiedCreditorFinancialInstitution", () => _xml.Text("ram:BICID", bic));
            }
        });
    }

    private void Share(VatShare share) => _xml.Group("ram:ApplicableTradeTax", () =>
    {
        _xml.Text("ram:CalculatedAmount", Amount(share.Tax));
        _xml.Text("ram:TypeCode", "VAT");
        _xml.Text("ram:ExemptionReason", share.ExemptionReason);
        _xml.Text("ram:BasisAmount", Amount(share.Base));
        _xml.Text("ram:CategoryCode", share.Vat.Category);
        _xml.Text("ram:ExemptionReasonCode", share.ExemptionCode);
        _xml.Text("ram:RateApplicablePercent", Number(share.Vat.Percent));
    });

    private void Summation(Totals totals) => _xml.Group("ram:SpecifiedTradeSettlementHeaderMonetarySummation", () =>
    {
        _xml.Text("ram:LineTotalAmount", Amount(totals.Lines));
        _xml.Text("ram:ChargeTotalAmount", UnlessZero(totals.Charges));
        _xml.Text("ram:AllowanceTotalAmount", UnlessZero(totals.Allowances));
        _xml.Text("ram:TaxBasisTotalAmount", Amount(totals.Net));
        _xml.Text("ram:TaxTotalAmount", Amount(totals.Tax), "currencyID", _invoice.Currency);
        _xml.Text("ram:RoundingAmount", UnlessZero(totals.Rounding));
        _xml.Text("ram:GrandTotalAmount", Amount(totals.Gross));
        _xml.Text("ram:TotalPrepaidAmount", UnlessZero(totals.Prepaid));
        _xml.Text("ram:DuePayableAmount", Amount(totals.Due));
    });

    private void Allowance(bool isCharge, decimal amount, VatRate? vat) => _xml.Group("ram:SpecifiedTradeAllowanceCharge", () =>
    {
        _xml.Group("ram:ChargeIndicator", () => _xml.Text("udt:Indicator", isCharge ? "true" : "false"));
        _xml.Text("ram:ActualAmount", Amount(amount));
        _xml.Text("ram:Reason", EInvoiceSyntax.ReasonOf(isCharge));
        if (vat is { } rate)
        {
            Tax("ram:CategoryTradeTax", rate);
        }
    });

    private void Tax(string name, VatRate vat) => _xml.Group(name, () =>
    {
        _xml.Text("ram:TypeCode", "VAT");
        _xml.Text("ram:CategoryCode", vat.Category);
        _xml.Text("ram:RateApplicablePercent", Number(vat.Percent));
    });

    private void Reference(string name, string? id)
    {
        if (id is not null)
        {
            _xml.Group(name, () => _xml.Text("ram:IssuerAssignedID", id));
        }
    }

    /// <summary>102: year, month and day without anything between them.</summary>
    private void Day(string name, DateOnly? day)
    {
        if (day is { } date)
        {
            _xml.Group(name, () => _xml.Text("udt:DateTimeString", date.ToString("yyyyMMdd", null), "format", "102"));
        }
    }

    private static string? UnlessZero(decimal amount) => amount == 0 ? null : Amount(amount);
}
