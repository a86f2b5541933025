using DocExtract.Worker.Evaluation.Comparison;
using DocExtract.Worker.Evaluation.Truth;

namespace DocExtract.IntegrationTests.Evaluation;

public sealed class TruthTests
{
    [Fact]
    public void Absent_key_is_unknown_null_and_the_manifest_say_that_nothing_is_printed()
    {
        var document = Some.Truth("""{"total": 5, "due_date": null, "buyer": null}""") with { NotPrinted = ["iban"] };

        Assert.False(document.IsKnownAbsent("currency"));
        Assert.False(document.IsKnownAbsent("total"));
        Assert.All(["due_date", "buyer.name", "iban"], field => Assert.True(document.IsKnownAbsent(field)));
        Assert.True((document with { Complete = true }).IsKnownAbsent("currency"));
    }

    [Fact]
    public void Value_is_invented_only_where_none_is_known_to_be_printed()
    {
        var blank = Some.Extraction("""{"total": 5, "due_date": "2026-01-01", "currency": "EUR", "buyer": {"name": "Somebody"}}""");

        var result = DocumentComparison.Compare(Some.Truth("""{"total": 5, "due_date": null, "buyer": null}"""), blank);

        Assert.Equal(["buyer.name", "due_date"], result.Fields.Where(field => field.Outcome == Outcome.Invented).Select(field => field.Field).Order());
        Assert.Equal(Outcome.Right, result.Field("total")!.Outcome);
        Assert.Null(result.Field("currency"));
    }

    [Fact]
    public void Date_of_a_receipt_that_was_taken_for_an_invoice_is_still_its_date()
    {
        var extraction = Some.Extraction("""{"invoice_date": "2026-01-01"}""");

        var result = DocumentComparison.Compare(Some.Truth("""{"document_type": "receipt", "date": "2026-01-01"}""") with { Complete = true }, extraction);

        Assert.Equal(Outcome.Right, result.Field("date")!.Outcome);
        Assert.Equal(Outcome.Wrong, result.Field("document_type")!.Outcome);
        Assert.Null(result.Field("invoice_date"));
    }

    [Fact]
    public void Verdict_is_held_against_the_manifest()
    {
        var extraction = Some.Extraction("{}");

        Assert.False(Verdict(new ExpectedVerdict("rejected", "encrypted")));
        Assert.True(Verdict(new ExpectedVerdict("needs_review", null)));
        Assert.Null(DocumentComparison.Compare(Some.Truth("{}"), extraction).VerdictAsExpected);

        bool? Verdict(ExpectedVerdict expected) => DocumentComparison.Compare(Some.Truth("{}") with { Verdict = expected }, extraction).VerdictAsExpected;
    }

    [Fact]
    public void Folder_is_read_with_its_manifest()
    {
        var set = EvaluationSet.Load(Some.RepositoryPath("samples"));

        var unreadable = Assert.Single(set.Documents, document => document.Id == "broken-encrypted");
        Assert.Equal((new ExpectedVerdict("rejected", "encrypted"), 0), (unreadable.Verdict, unreadable.Values.Count));
        Assert.True(Assert.Single(set.Documents, document => document.Id == "invoice-en-british").Complete);
    }

    [Fact]
    public void Folder_of_another_shape_is_refused_by_name()
    {
        var wrong = Assert.Throws<InvalidDataException>(() => EvaluationSet.Load(Some.RepositoryPath("schemas")));

        Assert.Contains("schemas", wrong.Message, StringComparison.Ordinal);
    }
}
