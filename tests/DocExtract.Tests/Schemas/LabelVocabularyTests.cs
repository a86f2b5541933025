using DocExtract.Pages;
using DocExtract.Schemas;

namespace DocExtract.Tests.Schemas;

public sealed class LabelVocabularyTests
{
    [Theory]
    [InlineData("invoice")]
    [InlineData("receipt")]
    public void Labels_of_the_installed_types_load_folded(string type)
    {
        var labels = LabelVocabulary.Load(Some.RepositoryPath("schemas", type, "labels.json"));

        Assert.NotEmpty(labels.Fields["/total"]);
        Assert.All(labels.Fields.SelectMany(field => field.Value), label => Assert.Equal(Folding.Fold(label), label));
    }

    [Theory]
    [InlineData("""{"type":{},"fields":{},"titles":{}}""", "/titles")]
    [InlineData("""{"fields":{}}""", "/type")]
    [InlineData("""{"type":{"bill":"3"},"fields":{}}""", "/type/bill")]
    [InlineData("""{"type":{},"fields":{"total":["Total"]}}""", "/fields/total")]
    [InlineData("""{"type":{},"fields":{"/total":"Total"}}""", "/fields//total")]
    [InlineData("""{"type":{},"fields":{"/total":["Total"," "]}}""", "/fields//total/1")]
    [InlineData("""{"type":{},"fields":{},}""", "labels.json")]
    public void Wrong_file_is_refused_with_its_place(string json, string place)
    {
        string folder = Directory.CreateTempSubdirectory("labels").FullName;
        string path = Path.Combine(folder, "labels.json");
        File.WriteAllText(path, json);

        var refused = Assert.Throws<InvalidDataException>(() => LabelVocabulary.Load(path));

        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
