using System.Text.RegularExpressions;
using DocExtract.Worker.Configuring;

namespace DocExtract.IntegrationTests.Configuring;

/// <summary>What is written of settings is what there is.</summary>
public sealed partial class ConfigurationPageTests
{
    [Fact]
    public async Task The_committed_page_is_the_one_that_the_option_types_make()
    {
        string committed = await File.ReadAllTextAsync(Some.RepositoryPath("docs", "configuration.md"));

        // Made anew: docextract settings --markdown > docs/configuration.md
        Assert.Equal(ConfigurationPage.Markdown(), committed);
    }

    [Fact]
    public void Every_setting_is_described_and_no_default_is_of_this_machine()
    {
        string page = ConfigurationPage.Markdown();

        Assert.All(SettingsCatalog.All, setting => Assert.True(XmlDocs.Of(setting.Property).Length > 10, $"{setting.Key} has no XML docs."));
        Assert.DoesNotContain(AppContext.BaseDirectory, page, StringComparison.Ordinal);
        Assert.Contains("| `Queue:VisibilityTimeout` | `Queue__VisibilityTimeout` | time | `00:01:00` | 00:00:03 to 01:00:00 | How long a message stays hidden", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_annotated_settings_file_names_known_settings_only_and_some_of_every_section()
    {
        string[] keys = [.. KeysOf(await File.ReadAllTextAsync(Some.RepositoryPath("src", "DocExtract.Worker", "appsettings.json")))];

        Assert.Equal([], keys.Where(key => !SettingsCatalog.IsSection(key) && SettingsCatalog.Find(key) is null && !SettingsCatalog.Below(key).Any()));
        Assert.Equal(SettingsCatalog.Sections.Select(section => section.Name).Order(), keys.Select(key => key.Split(':')[0]).Distinct().Order());
        Assert.Contains("Extraction:Pages:Dpi", keys);
        Assert.Contains("Vision:Fallback:Profile", keys);
    }

    [Fact]
    public void Variables_in_documents_and_manifests_are_known_settings()
    {
        string[] files =
        [
            Some.RepositoryPath("README.md"), Some.RepositoryPath("compose.yaml"), Some.RepositoryPath("Dockerfile"),
            .. Directory.GetFiles(Some.RepositoryPath("docs"), "*.md"),
            .. Directory.GetFiles(Some.RepositoryPath("k8s"), "*.*", SearchOption.AllDirectories),
        ];
        var named = files.SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)))
            .Where(key => SettingsCatalog.IsSection(key.Split(':')[0])).Distinct().ToList();

        Assert.True(named.Count > 50, $"Only {named.Count} were found.");
        Assert.Equal([], named.Where(key => SettingsCatalog.Find(key) is null && !SettingsCatalog.Below(key).Any()));
    }

    /// <summary>The paths of all keys, those in comments too: what stands behind them in words has no quotes before a colon.</summary>
    private static IEnumerable<string> KeysOf(string annotated)
    {
        Stack<string> path = [];
        string? pending = null;
        foreach (Match token in Token().Matches(annotated))
        {
            switch (token.Value[0])
            {
                case '{' or '[':
                    path.Push(pending ?? "0");
                    pending = null;
                    break;
                case '}' or ']':
                    path.Pop();
                    break;
                default:
                    pending = token.Groups["key"].Value;
                    yield return string.Join(':', path.Reverse().Skip(1).Append(pending));
                    break;
            }
        }
    }

    [GeneratedRegex("""
                    "(?<key>\w+)": |(?<=: |^|[\[,(] ?)[{\[](?= |$)|(?<= |^)[}\]]
                    """, RegexOptions.Multiline)]
    private static partial Regex Token();

    [GeneratedRegex("[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+")]
    private static partial Regex Variable();
}
