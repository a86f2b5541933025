namespace DocExtract.IntegrationTests.Commands;

public sealed class SchemasCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("docextract-schemas-").FullName;

    [Fact]
    public async Task Type_is_explained_in_words()
    {
        var (code, output, _) = await Program.RunAsync("schemas", "check", Some.RepositoryPath("schemas/invoice"));

        Assert.Equal(0, code);
        Assert.Contains("* total: number", output);
        Assert.Contains("total: total = subtotal + tax_total; or total = subtotal + tax_total (+ rounding)", output);
        Assert.Contains("lines-sum: subtotal = sum of lines.amount (+ charge_total) (- discount_total)", output);
        Assert.Contains("line-amount (told; stops where one of its numbers is not printed): lines.amount = lines.quantity x lines.unit_price (/ lines.price_quantity) (- lines.discount)", output);
        Assert.Contains("lines-complete: the rows of lines are proven whole", output);
        Assert.Contains("iban-printed: iban is printed on the page", output);
    }

    [Fact]
    public async Task Every_installed_type_can_be_explained()
    {
        var (code, output, error) = await Program.RunAsync("schemas", "check", Some.RepositoryPath("schemas"));

        Assert.Equal((0, ""), (code, error));
        Assert.All(new[] { "chart (version", "invoice (version", "receipt (version" }, type => Assert.Contains(type, output));
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_with_its_file_and_line_and_what_to_write()
    {
        string type = Path.Combine(_folder, "order");
        Directory.CreateDirectory(type);
        File.WriteAllText(Path.Combine(type, "schema.json"), """
            {
              "type": "object", "additionalProperties": false, "x-essential": ["/total"],
              "properties": { "total": { "type": "number" }, "how": { "type": "string" } }
            }
            """);
        File.WriteAllText(Path.Combine(type, "checks.json"), """
            [
              { "name": "a", "rule": "sum", "field": "/total",
                "of": ["/totl"] },
              { "name": "b", "rule": "alowed", "field": "/how" },
              { "name": "c", "rule": "allowed", "field": "/how" },
              { "name": "d", "rule": "complete", "field": "/total" }
            ]
            """);
        File.WriteAllText(Path.Combine(type, "prompt.md"), " ");

        var (code, output, error) = await Program.RunAsync("schemas", "check", _folder);

        Assert.Equal((2, ""), (code, output));
        string file = Path.Combine(type, "checks.json");
        Assert.Contains($"{file}, line 3: check 1 'a': '/totl' names no property of schema.json", error);
        Assert.Contains($"{file}, line 4: check 2 'b': there is no rule 'alowed'; use one of sum", error);
        Assert.Contains($"{file}, line 5: check 3 'c': the rule allowed needs 'values'", error);
        Assert.Contains($"{file}, line 6: check 4 'd': 'field' cannot be '/total': name the column", error);
        Assert.Contains("prompt.md: is empty", error);
    }

    [Fact]
    public async Task Installed_types_are_listed()
    {
        var (code, output, _) = await Program.RunAsync("schemas", "list", "--schemas", Some.RepositoryPath("schemas"));

        Assert.Equal(0, code);
        Assert.Matches("(?m)^receipt  [0-9a-f]{12}  [0-9]+ fields, 3 of them essential", output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
