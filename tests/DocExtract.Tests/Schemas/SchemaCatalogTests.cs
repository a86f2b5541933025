using DocExtract.Schemas;

namespace DocExtract.Tests.Schemas;

public sealed class SchemaCatalogTests
{
    [Fact]
    public void Installed_types_come_with_their_essential_fields()
    {
        var types = Some.InstalledTypes;

        Assert.Equal(["chart", "invoice", "receipt"], types.Names.Order());
        Assert.Equal(["/title"], types.Get("chart").Essential);
        Assert.Equal(["/seller/name", "/invoice_number", "/invoice_date", "/currency", "/total"], types.Get("invoice").Essential);
        Assert.Equal(["/seller/name", "/date", "/total"], types.Get("receipt").Essential);
    }

    [Theory]
    [InlineData("invoice")]
    [InlineData("receipt")]
    [InlineData("chart")]
    public void Every_field_says_what_it_means(string type)
    {
        var fields = SchemaFields.Leaves(Some.InstalledTypes.Get(type).Json);

        Assert.All(fields, field => Assert.False(string.IsNullOrWhiteSpace((string?)field.Value["description"]), field.Key));
    }

    [Fact]
    public void Every_field_of_an_invoice_names_its_business_term() => Assert.All(
        SchemaFields.Leaves(Some.InstalledTypes.Get("invoice").Json), field => Assert.Matches(@"^B[TG]-\d+", (string?)field.Value["description"]));

    [Fact]
    public void Version_is_the_same_for_the_same_files_and_changes_with_any_of_them()
    {
        using var directory = Some.TypeDirectory();
        string first = SchemaCatalog.Load(directory.Root).Get("order").Version;
        string again = SchemaCatalog.Load(directory.Root).Get("order").Version;
        directory.Write("prompt.md", "Read it well.");
        string changed = SchemaCatalog.Load(directory.Root).Get("order").Version;

        Assert.Matches("^[0-9a-f]{12}$", first);
        Assert.Equal(first, again);
        Assert.NotEqual(first, changed);
    }

    [Theory]
    [InlineData("""{"type":"number","const":1}""", "/total: 'const' is not enforced")]
    [InlineData("""{"type":"number","default":1}""", "/total: 'default' is not enforced")]
    [InlineData("""{"type":["number","null"]}""", "/total: type must be one of")]
    [InlineData("""{"description":"no type"}""", "/total: type must be one of")]
    [InlineData("""{"$ref":"#/$defs/money"}""", "/total: type must be one of")]
    [InlineData("true", "/total: a schema must be an object")]
    [InlineData("""{"type":"string","format":"date-time"}""", "/total: format \"date-time\" is not enforced")]
    [InlineData("""{"type":"string","pattern":"(?=a)a"}""", "/total: pattern")]
    [InlineData("""{"type":"string","pattern":"(("}""", "/total: pattern")]
    [InlineData("""{"type":"array"}""", "/total/*: a schema must be an object")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "/total: set additionalProperties to false")]
    [InlineData("""{"type":"object","additionalProperties":false,"required":["b"],"properties":{"a":{"type":"string"}}}""", "required names 'b'")]
    public void Schema_with_a_rule_that_nobody_would_enforce_is_refused(string total, string complaint)
    {
        using var directory = Some.TypeDirectory(
            """{"type":"object","additionalProperties":false,"x-essential":["/total"],"properties":{"total":#}}""".Replace("#", total));

        var refusal = Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Root));

        Assert.Contains(Path.Combine("order", "schema.json"), refusal.Message);
        Assert.Contains(complaint, refusal.Message);
    }

    [Fact]
    public void Essential_field_that_does_not_exist_is_refused()
    {
        using var directory = Some.TypeDirectory(
            """{"type":"object","additionalProperties":false,"x-essential":["/totl"],"properties":{"total":{"type":"number"}}}""");

        Assert.Contains("'/totl' names no property", Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Root)).Message);
    }

    [Theory]
    [InlineData("""{"name":"a","rule":"sums","field":"/total","of":["/total"]}""", "there is no rule 'sums'; use one of sum")]
    [InlineData("""{"name":"a","rule":"sum","field":"/totl","of":["/total"]}""", "'/totl' names no property")]
    [InlineData("""{"name":"a","rule":"sum","field":"/total","of":["/name"]}""", "'/name' is of type string; this rule needs number")]
    [InlineData("""{"name":"a","rule":"sum","field":"/total","of":[]}""", "needs at least 1 of 'of'")]
    [InlineData("""{"name":"a","rule":"product","field":"/total","of":["/total"]}""", "needs at least 2")]
    [InlineData("""{"name":"a","rule":"sum","field":"/total","of":["/total"],"by":["/total"]}""", "has no 'by'")]
    [InlineData("""{"name":"a","rule":"sum","field":"/total?","of":["/total"]}""", "a field that is judged is not optional")]
    [InlineData("""{"name":"a","rule":"iban","field":"/name","severity":"fatal"}""", "severity is 'fatal'")]
    [InlineData("""{"name":"a","rule":"iban","field":"/name","or":[{"of":[]}]}""", "has no 'or'")]
    [InlineData("""{"name":"a","rule":"iban","field":"/name"},{"name":"a","rule":"iban","field":"/name"}""", "2 checks have this name")]
    [InlineData("""{"name":"a","rule":"on-page","field":"/totl"}""", "'/totl' names no property")]
    [InlineData("""{"name":"a","rule":"on-page","field":"/total","of":["/name"]}""", "needs 0 of 'of'")]
    [InlineData("""{"name":"a","rule":"iban","feild":"/name"}""", "line 1")]
    public void Check_that_could_not_be_judged_is_refused(string check, string complaint)
    {
        using var directory = Some.TypeDirectory(checks: $"[{check}]");

        var refusal = Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Root));

        Assert.Contains(Path.Combine("order", "checks.json"), refusal.Message);
        Assert.Contains(complaint, refusal.Message);
    }

    [Theory]
    [InlineData("{\n\"type\":\"object\",\n}", "line 3")]
    [InlineData("{\"type\":\"object\",\"type\":\"object\"}", "type")]
    [InlineData("[]", "must hold a JSON object")]
    public void Broken_json_is_refused_with_its_line(string schema, string place)
    {
        using var directory = Some.TypeDirectory(schema);

        Assert.Contains(place, Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Root)).Message);
    }

    [Fact]
    public void Missing_file_is_named()
    {
        using var directory = Some.TypeDirectory();
        File.Delete(Path.Combine(directory.Type, "checks.json"));

        Assert.Contains("checks.json: is missing", Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Root)).Message);
    }

    [Fact]
    public void Directory_that_is_missing_or_empty_is_refused()
    {
        using var directory = Some.TypeDirectory();
        Directory.Delete(directory.Type, recursive: true);

        Assert.Contains("holds no document type", Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Root)).Message);
        Assert.Contains("no such directory", Assert.Throws<InvalidDataException>(() => SchemaCatalog.Load(directory.Type)).Message);
    }
}
