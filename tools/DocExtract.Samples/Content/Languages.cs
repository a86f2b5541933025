using DocExtract.Samples.Model;

namespace DocExtract.Samples.Content;

/// <summary>The languages of the samples. Variants of a country are made with <c>with</c> where they are used.</summary>
internal static class Languages
{
    public static readonly Language English = new()
    {
        Code = "en", Separators = (".", ","), MoneyFormat = "£{0}", PercentFormat = "{0}%", DatePattern = "d MMMM yyyy",
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        Words = new()
        {
            Invoice = "Invoice", CreditNote = "Credit note", Number = "Invoice number", Date = "Invoice date", Due = "Due date",
            Delivered = "Delivery date", Order = "Your order", BilledTo = "Bill to", Page = "Page {0} of {1}", Position = "#", Item = "Item",
            Description = "Description", Quantity = "Qty", Unit = "Unit", UnitPrice = "Unit price", Discount = "Discount", Rate = "VAT",
            Amount = "Amount", LineSum = "Goods total", Subtotal = "Subtotal", Tax = "VAT", Of = "on", TaxTotal = "Total VAT", Total = "Total",
            Rounding = "Rounding", Prepaid = "Paid", AmountDue = "Amount due", Carried = "Carried forward", VatId = "VAT no.",
            Registration = "Company no.", Phone = "Tel.", Bank = "Bank details", Terms = "Payment terms",
        },
    };

    public static readonly Language German = new()
    {
        Code = "de", Separators = (",", "."), MoneyFormat = "{0} €", DatePattern = "dd.MM.yyyy",
        Words = new()
        {
            Invoice = "Rechnung", CreditNote = "Gutschrift", Number = "Rechnungsnummer", Date = "Rechnungsdatum", Due = "Fällig am",
            Delivered = "Lieferdatum", Order = "Ihre Bestellung", BilledTo = "Rechnung an", Page = "Seite {0} von {1}", Position = "Pos.",
            Item = "Art.-Nr.", Description = "Bezeichnung", Quantity = "Menge", Unit = "Einheit", UnitPrice = "Einzelpreis", Discount = "Rabatt",
            Rate = "MwSt.", Amount = "Betrag", LineSum = "Warenwert", Subtotal = "Nettobetrag", Tax = "MwSt.", Of = "auf", TaxTotal = "Summe MwSt.",
            Total = "Gesamtbetrag", Rounding = "Rundung", Prepaid = "Anzahlung", AmountDue = "Zahlbetrag", Carried = "Übertrag",
            VatId = "USt-IdNr.", Registration = "Handelsregister", TaxNumber = "Steuernummer", Phone = "Tel.", Bank = "Bankverbindung", Terms = "Zahlungsbedingungen",
        },
    };

    public static readonly Language French = new()
    {
        Code = "fr", Separators = (",", " "), MoneyFormat = "{0} €", DatePattern = "dd/MM/yyyy",
        Words = new()
        {
            Invoice = "Facture", CreditNote = "Avoir", Number = "Facture n°", Date = "Date de facture", Due = "Date d'échéance",
            Delivered = "Date de livraison", Order = "Votre commande", BilledTo = "Facturé à", Page = "Page {0} sur {1}", Position = "N°",
            Item = "Référence", Description = "Désignation", Quantity = "Qté", Unit = "Unité", UnitPrice = "P.U. HT", Discount = "Remise",
            Rate = "TVA", Amount = "Montant HT", LineSum = "Total des lignes HT", Subtotal = "Total HT", Tax = "TVA", Of = "sur",
            TaxTotal = "Total TVA", Total = "Total TTC", Rounding = "Arrondi", Prepaid = "Acompte versé", AmountDue = "Net à payer",
            Carried = "Report", VatId = "N° TVA", Registration = "SIRET", Phone = "Tél.", Bank = "Coordonnées bancaires", Terms = "Conditions de paiement",
        },
    };

    public static readonly Language Spanish = new()
    {
        Code = "es", Separators = (",", "."), MoneyFormat = "{0} €", DatePattern = "d 'de' MMMM 'de' yyyy",
        Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        Words = new()
        {
            Invoice = "Factura", CreditNote = "Factura rectificativa", Number = "N.º de factura", Date = "Fecha de factura", Due = "Vencimiento",
            Delivered = "Fecha de entrega", Order = "Su pedido", BilledTo = "Cliente", Page = "Página {0} de {1}", Position = "N.º",
            Item = "Código", Description = "Descripción", Quantity = "Cantidad", Unit = "Unidad", UnitPrice = "Precio", Discount = "Descuento",
            Rate = "IVA", Amount = "Importe", LineSum = "Suma", Subtotal = "Base imponible", Tax = "IVA", Of = "sobre", TaxTotal = "Total IVA",
            Total = "Total factura", Rounding = "Redondeo", Prepaid = "Anticipo", AmountDue = "Total a pagar", Carried = "Suma y sigue",
            VatId = "NIF", Registration = "Registro", Phone = "Tel.", Bank = "Datos bancarios", Terms = "Forma de pago",
        },
    };

    public static readonly Language Italian = new()
    {
        Code = "it", Separators = (",", "."), MoneyFormat = "€ {0}", PercentFormat = "{0}%", DatePattern = "dd/MM/yyyy",
        Words = new()
        {
            Invoice = "Fattura", CreditNote = "Nota di credito", Number = "Numero fattura", Date = "Data fattura", Due = "Scadenza",
            Delivered = "Data consegna", Order = "Vs. ordine", BilledTo = "Spett.le", Page = "Pagina {0} di {1}", Position = "N.", Item = "Codice",
            Description = "Descrizione", Quantity = "Q.tà", Unit = "U.M.", UnitPrice = "Prezzo unitario", Discount = "Sconto", Rate = "IVA",
            Amount = "Importo", LineSum = "Totale merce", Subtotal = "Imponibile", Tax = "IVA", Of = "su", TaxTotal = "Totale IVA",
            Total = "Totale fattura", Rounding = "Arrotondamento", Prepaid = "Acconto", AmountDue = "Netto a pagare", Carried = "A riportare",
            VatId = "P. IVA", Registration = "Codice fiscale", Phone = "Tel.", Bank = "Coordinate bancarie", Terms = "Condizioni di pagamento",
        },
    };

    public static readonly Language Dutch = new()
    {
        Code = "nl", Separators = (",", "."), MoneyFormat = "€ {0}", PercentFormat = "{0}%", DatePattern = "dd-MM-yyyy",
        Words = new()
        {
            Invoice = "Factuur", CreditNote = "Creditnota", Number = "Factuurnummer", Date = "Factuurdatum", Due = "Vervaldatum",
            Delivered = "Leverdatum", Order = "Uw bestelling", BilledTo = "Factuuradres", Page = "Pagina {0} van {1}", Position = "Nr.",
            Item = "Artikel", Description = "Omschrijving", Quantity = "Aantal", Unit = "Eenheid", UnitPrice = "Prijs", Discount = "Korting",
            Rate = "Btw", Amount = "Bedrag", LineSum = "Totaal artikelen", Subtotal = "Totaal excl. btw", Tax = "Btw", Of = "over",
            TaxTotal = "Totaal btw", Total = "Totaal incl. btw", Rounding = "Afronding", Prepaid = "Reeds betaald", AmountDue = "Te betalen",
            Carried = "Transport", VatId = "Btw-nummer", Registration = "KvK", Phone = "Tel.", Bank = "Bankgegevens", Terms = "Betaling",
        },
    };

    public static readonly Language Portuguese = new()
    {
        Code = "pt", Separators = (",", "."), MoneyFormat = "{0} €", PercentFormat = "{0}%", DatePattern = "dd/MM/yyyy",
        Words = new()
        {
            Invoice = "Fatura", CreditNote = "Nota de crédito", Number = "Fatura n.º", Date = "Data de emissão", Due = "Data de vencimento",
            Delivered = "Data de entrega", Order = "V/ encomenda", BilledTo = "Exmo.(s) Sr.(s)", Page = "Página {0} de {1}", Position = "N.º",
            Item = "Artigo", Description = "Descrição", Quantity = "Qtd.", Unit = "Un.", UnitPrice = "Preço unit.", Discount = "Desconto",
            Rate = "IVA", Amount = "Valor", LineSum = "Total ilíquido", Subtotal = "Total sem IVA", Tax = "IVA", Of = "sobre", TaxTotal = "Total IVA",
            Total = "Total", Rounding = "Arredondamento", Prepaid = "Adiantamento", AmountDue = "Total a pagar", Carried = "A transportar",
            VatId = "NIF", Registration = "Matrícula", Phone = "Tel.", Bank = "Dados bancários", Terms = "Condições de pagamento",
        },
    };

    /// <summary>Without diacritics (see <see cref="Drawing.Typeface"/>).</summary>
    public static readonly Language Polish = new()
    {
        Code = "pl", Separators = (",", " "), MoneyFormat = "{0} PLN", PercentFormat = "{0}%", DatePattern = "dd.MM.yyyy",
        Words = new()
        {
            Invoice = "Faktura VAT", CreditNote = "Faktura korygujaca", Number = "Numer faktury", Date = "Data wystawienia", Due = "Termin platnosci",
            Delivered = "Data sprzedazy", Order = "Zamowienie", BilledTo = "Nabywca", Page = "Strona {0} z {1}", Position = "Lp.", Item = "Indeks",
            Description = "Nazwa towaru lub uslugi", Quantity = "Ilosc", Unit = "J.m.", UnitPrice = "Cena netto", Discount = "Rabat", Rate = "VAT",
            Amount = "Wartosc netto", LineSum = "Suma pozycji", Subtotal = "Razem netto", Tax = "VAT", Of = "od", TaxTotal = "Razem VAT",
            Total = "Razem brutto", Rounding = "Zaokraglenie", Prepaid = "Zaplacono", AmountDue = "Do zaplaty", Carried = "Do przeniesienia",
            VatId = "NIP", Registration = "REGON", Phone = "Tel.", Bank = "Rachunek bankowy", Terms = "Warunki platnosci",
        },
    };
}
