namespace DocExtract.Tests.Deployment;

public sealed class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Some.RepositoryPath("Dockerfile"));

    [Fact]
    public void Everything_that_is_copied_in_exists_and_is_not_ignored()
    {
        string[] allowed = [.. File.ReadAllLines(Some.RepositoryPath(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..])];

        string[] copied = [.. Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).SelectMany(Expand)];

        Assert.NotEmpty(copied);
        Assert.All(copied, name => Assert.Contains(name, allowed));
    }

    [Fact]
    public void The_image_runs_the_worker_as_an_ordinary_user()
    {
        Assert.Contains("USER 1654", Lines);
        Assert.Contains("ENTRYPOINT [\"/app/docextract\"]", Lines);
        Assert.Contains("CMD [\"worker\"]", Lines);
    }

    [Fact]
    public void The_image_tells_of_its_health_by_itself() =>
        Assert.Contains(Lines, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.EndsWith("CMD [\"/app/docextract\", \"health\"]", StringComparison.Ordinal));

    [Fact]
    public void The_image_says_what_it_is_and_which_version()
    {
        string text = string.Join('\n', Lines);
        string version = System.Xml.Linq.XDocument.Load(Some.RepositoryPath("Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Contains($"ARG VERSION={version}", Lines);
        Assert.All(
            new[] { "title", "description", "licenses", "version", "revision" },
            label => Assert.Contains($"org.opencontainers.image.{label}=", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Native_parts_come_without_what_only_tests_need() => Assert.Contains("RUN npm ci --omit=dev --ignore-scripts", Lines);

    /// <summary>Names of files and folders that a source of COPY stands for; fails where there is none.</summary>
    private static string[] Expand(string source)
    {
        string[] found = [.. Directory.EnumerateFileSystemEntries(Some.RepositoryPath(), source).Select(path => Path.GetFileName(path))];
        Assert.NotEmpty(found);
        return found;
    }
}
