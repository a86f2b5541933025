using System.Text;
using DocExtract.Pages;
using DocExtract.Sources;

namespace DocExtract.Tests;

internal static partial class Some
{
    /// <summary>A fictional invoice of 2 lines, a discount, a charge, two rates, and a second tax total in another currency.</summary>
    public const string Cii =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- 2 x 50.00 + (250 x 14.40 / 100 - 5.00) = 131.00; less 11.00, plus 5.00 = 125.00 -->
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
            xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
            xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
          <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
          <rsm:ExchangedDocument>
            <ram:ID>HB-2031-0077</ram:ID><ram:TypeCode>380</ram:TypeCode>
            <ram:IssueDateTime><udt:DateTimeString format="102">20240305</udt:DateTimeString></ram:IssueDateTime>
          </rsm:ExchangedDocument>
          <rsm:SupplyChainTradeTransaction>
            <ram:IncludedSupplyChainTradeLineItem>
              <ram:SpecifiedTradeProduct><ram:SellerAssignedID>HB-1</ram:SellerAssignedID><ram:Name>Oak shelf,
                  oiled</ram:Name></ram:SpecifiedTradeProduct>
              <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>50.00</ram:ChargeAmount><ram:BasisQuantity>1.00</ram:BasisQuantity></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
              <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">2</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
              <ram:SpecifiedLineTradeSettlement>
                <ram:ApplicableTradeTax><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
                <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
              </ram:SpecifiedLineTradeSettlement>
            </ram:IncludedSupplyChainTradeLineItem>
            <ram:IncludedSupplyChainTradeLineItem>
              <ram:SpecifiedTradeProduct><ram:Name>Seed paper</ram:Name></ram:SpecifiedTradeProduct>
              <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>14.40</ram:ChargeAmount><ram:BasisQuantity>100</ram:BasisQuantity></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
              <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="H87">250</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
              <ram:SpecifiedLineTradeSettlement>
                <ram:ApplicableTradeTax><ram:RateApplicablePercent>7</ram:RateApplicablePercent></ram:ApplicableTradeTax>
                <ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>6.00</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge>
                <ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>true</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>1.00</ram:ActualAmount></ram:SpecifiedTradeAllowanceCharge>
                <ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>31.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
              </ram:SpecifiedLineTradeSettlement>
            </ram:IncludedSupplyChainTradeLineItem>
            <ram:ApplicableHeaderTradeAgreement>
              <ram:SellerTradeParty>
                <ram:Name>Hollerbusch Werkstatt eG</ram:Name>
                <ram:PostalTradeAddress><ram:PostcodeCode>00100</ram:PostcodeCode><ram:LineOne>Beispielgasse 4</ram:LineOne><ram:LineTwo>Hof 2</ram:LineTwo><ram:CityName>Musterhausen</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>
                <ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">99/000/12345</ram:ID></ram:SpecifiedTaxRegistration>
                <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE 999 999 155</ram:ID></ram:SpecifiedTaxRegistration>
              </ram:SellerTradeParty>
              <ram:BuyerTradeParty><ram:Name>Café Quitte</ram:Name><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">DE999999278</ram:ID></ram:SpecifiedTaxRegistration></ram:BuyerTradeParty>
              <ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO-5</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
            </ram:ApplicableHeaderTradeAgreement>
            <ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime><udt:DateTimeString format="102">20240301</udt:DateTimeString></ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
            <ram:ApplicableHeaderTradeSettlement>
              <ram:TaxCurrencyCode>CHF</ram:TaxCurrencyCode>
              <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
              <ram:SpecifiedTradeSettlementPaymentMeans>
                <ram:PayeePartyCreditorFinancialAccount><ram:IBANID>DE02 1203 0000 0000 2020 51</ram:IBANID></ram:PayeePartyCreditorFinancialAccount>
                <ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>BYLADEM1001</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution>
              </ram:SpecifiedTradeSettlementPaymentMeans>
              <ram:ApplicableTradeTax><ram:CalculatedAmount>18.05</ram:CalculatedAmount><ram:BasisAmount>95.00</ram:BasisAmount><ram:RateApplicablePercent>19.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
              <ram:ApplicableTradeTax><ram:CalculatedAmount>2.10</ram:CalculatedAmount><ram:BasisAmount>30.00</ram:BasisAmount><ram:RateApplicablePercent>7.00</ram:RateApplicablePercent></ram:ApplicableTradeTax>
              <ram:SpecifiedTradePaymentTerms><ram:Description>14 days net</ram:Description><ram:DueDateDateTime><udt:DateTimeString format="102">20240319</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
              <ram:SpecifiedTradeSettlementHeaderMonetarySummation>
                <ram:LineTotalAmount>131.00</ram:LineTotalAmount><ram:ChargeTotalAmount>5.00</ram:ChargeTotalAmount><ram:AllowanceTotalAmount>11.00</ram:AllowanceTotalAmount>
                <ram:TaxBasisTotalAmount>125.00</ram:TaxBasisTotalAmount>
                <ram:TaxTotalAmount currencyID="CHF">19.34</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="EUR">20.15</ram:TaxTotalAmount>
                <ram:RoundingAmount>0.05</ram:RoundingAmount><ram:GrandTotalAmount>145.15</ram:GrandTotalAmount><ram:TotalPrepaidAmount>45.00</ram:TotalPrepaidAmount><ram:DuePayableAmount>100.20</ram:DuePayableAmount>
              </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            </ram:ApplicableHeaderTradeSettlement>
          </rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>
        """;

    /// <summary>ZUGFeRD 1.0: other names for the same, a row that is only text, and a date without its format.</summary>
    public const string Zugferd1 =
        """
        <rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:ram="r" xmlns:udt="u">
          <rsm:SpecifiedExchangedDocumentContext><ram:TestIndicator><udt:Indicator>true</udt:Indicator></ram:TestIndicator></rsm:SpecifiedExchangedDocumentContext>
          <rsm:HeaderExchangedDocument><ram:ID>Z-14</ram:ID><ram:TypeCode/><ram:IssueDateTime><udt:DateTimeString>20140210</udt:DateTimeString></ram:IssueDateTime></rsm:HeaderExchangedDocument>
          <rsm:SpecifiedSupplyChainTradeTransaction>
            <ram:ApplicableSupplyChainTradeAgreement>
              <ram:SellerTradeParty><ram:Name>Quellwerk AG</ram:Name></ram:SellerTradeParty>
              <ram:BuyerTradeParty><ram:Name>Café Quitte</ram:Name></ram:BuyerTradeParty>
              <ram:BuyerOrderReferencedDocument><ram:ID>B-9</ram:ID></ram:BuyerOrderReferencedDocument>
            </ram:ApplicableSupplyChainTradeAgreement>
            <ram:ApplicableSupplyChainTradeSettlement>
              <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
              <ram:ApplicableTradeTax><ram:CalculatedAmount>7.60</ram:CalculatedAmount><ram:BasisAmount>40.00</ram:BasisAmount><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:ApplicableTradeTax>
              <ram:SpecifiedTradeSettlementMonetarySummation>
                <ram:ChargeTotalAmount>0.00</ram:ChargeTotalAmount><ram:TaxBasisTotalAmount>40.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount>7.60</ram:TaxTotalAmount><ram:GrandTotalAmount>47.60</ram:GrandTotalAmount>
              </ram:SpecifiedTradeSettlementMonetarySummation>
            </ram:ApplicableSupplyChainTradeSettlement>
            <ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:IncludedNote><ram:Content>We bill:</ram:Content></ram:IncludedNote></ram:AssociatedDocumentLineDocument><ram:SpecifiedSupplyChainTradeSettlement/></ram:IncludedSupplyChainTradeLineItem>
            <ram:IncludedSupplyChainTradeLineItem>
              <ram:SpecifiedSupplyChainTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>10.0000</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedSupplyChainTradeAgreement>
              <ram:SpecifiedSupplyChainTradeDelivery><ram:BilledQuantity unitCode="HUR">4.0000</ram:BilledQuantity></ram:SpecifiedSupplyChainTradeDelivery>
              <ram:SpecifiedSupplyChainTradeSettlement>
                <ram:ApplicableTradeTax><ram:ApplicablePercent>19.00</ram:ApplicablePercent></ram:ApplicableTradeTax>
                <ram:SpecifiedTradeSettlementMonetarySummation><ram:LineTotalAmount>40.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementMonetarySummation>
              </ram:SpecifiedSupplyChainTradeSettlement>
              <ram:SpecifiedTradeProduct><ram:Name>Well survey</ram:Name></ram:SpecifiedTradeProduct>
            </ram:IncludedSupplyChainTradeLineItem>
          </rsm:SpecifiedSupplyChainTradeTransaction>
        </rsm:CrossIndustryDocument>
        """;

    /// <summary>A fictional UBL invoice whose account is no IBAN.</summary>
    public const string Ubl =
        """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:ID>U-8</cbc:ID><cbc:IssueDate>2024-07-01</cbc:IssueDate><cbc:DueDate>2024-07-31</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>
          <cac:AccountingSupplierParty><cac:Party>
            <cac:PartyName><cbc:Name>Björkstigen</cbc:Name></cac:PartyName>
            <cac:PostalAddress><cbc:StreetName>Exempelvägen 1</cbc:StreetName><cbc:CityName>Påhittad</cbc:CityName><cbc:PostalZone>000 10</cbc:PostalZone></cac:PostalAddress>
            <cac:PartyTaxScheme><cbc:CompanyID>Godkänd för F-skatt</cbc:CompanyID><cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyTaxScheme><cbc:CompanyID>SE000000000001</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>Björkstigen AB</cbc:RegistrationName></cac:PartyLegalEntity>
          </cac:Party></cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Café Quitte</cbc:Name></cac:PartyName></cac:Party></cac:AccountingCustomerParty>
          <cac:PaymentMeans><cac:PayeeFinancialAccount><cbc:ID>5000-1234</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
          <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">4.40</cbc:TaxAmount></cac:TaxTotal>
          <cac:TaxTotal><cbc:TaxAmount currencyID="SEK">50.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="SEK">200.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="SEK">50.00</cbc:TaxAmount><cac:TaxCategory><cbc:Percent>25</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
          <cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount>200.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount>250.00</cbc:TaxInclusiveAmount><cbc:PayableAmount>250.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:InvoicedQuantity unitCode="KGM">8</cbc:InvoicedQuantity><cbc:LineExtensionAmount>200.00</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Birch syrup</cbc:Name><cac:ClassifiedTaxCategory><cbc:Percent>25</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount>25.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """;

    public static string UblCreditNote => Ubl
        .Replace("Invoice-2", "CreditNote-2").Replace("<Invoice ", "<CreditNote ").Replace("</Invoice>", "</CreditNote>").Replace("InvoiceLine", "CreditNoteLine")
        .Replace("InvoicedQuantity", "CreditedQuantity").Replace("InvoiceTypeCode>380</cbc:InvoiceTypeCode", "CreditNoteTypeCode>381</cbc:CreditNoteTypeCode")
        .Replace("<cbc:DueDate>2024-07-31</cbc:DueDate>", "");

    public static Document BareXml(string xml) => new(SourceFile.Open("invoice.xml", Encoding.UTF8.GetBytes(xml), new SourceLimits()), [], []);

    /// <summary>A PDF with these files in it, and no words on its one page.</summary>
    public static Document Hybrid(params (string Name, string Xml)[] files) => new(
        SourceFile.Open("hybrid.pdf", "%PDF-1.7"u8.ToArray(), new SourceLimits()), [BlankPage()],
        [.. files.Select(file => new Attachment(file.Name, Encoding.UTF8.GetBytes(file.Xml)))]);

    /// <summary>A PDF of one empty page with so many files in it, all of which are one and the same stream.</summary>
    public static byte[] PdfOfOneStream(string content, int files) => PdfOf(
        [
            $"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [{string.Join(' ', Enumerable.Range(5, files).Select(i => $"({i + 5}.xml) {i} 0 R"))}] >> >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>",
            Stream(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(content)), "/Type /EmbeddedFile"),
            .. Enumerable.Range(5, files).Select(i => $"<< /Type /Filespec /F ({i + 5}.xml) /UF ({i + 5}.xml) /EF << /F 4 0 R >> >>"),
        ]);

    /// <summary>The fictional invoice with something more at its end.</summary>
    public static string CiiWith(string more) => Cii.Replace("</rsm:CrossIndustryInvoice>", $"{more}</rsm:CrossIndustryInvoice>");
}
