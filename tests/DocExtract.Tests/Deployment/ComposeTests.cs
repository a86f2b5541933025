using System.Text.Json.Nodes;
using DocExtract.Tests.Deployment.Kustomize;

namespace DocExtract.Tests.Deployment;

public sealed class ComposeTests
{
    private static readonly JsonObject Compose = Yaml.Parse(File.ReadAllText(Some.RepositoryPath("compose.yaml"))).Single().AsObject();

    [Fact]
    public void It_brings_the_same_postgres_and_azurite_as_the_local_overlay()
    {
        var local = Kustomization.Build("overlays", "azurite-local");

        Assert.All(new[] { "postgres", "azurite" }, name => Assert.Equal(
            (string)local.Single(resource => resource.Kind == "Deployment" && resource.Name == name).PodTemplate!["spec"]!["containers"]![0]!["image"]!,
            (string)Compose["services"]![name]!["image"]!));
        Assert.Equal(
            ((string)local.Single(resource => resource.Kind == "Secret").Json["stringData"]!["Storage__ConnectionString"]!),
            (string)Compose["x-docextract"]!["environment"]!["Storage__ConnectionString"]!);
    }

    [Fact]
    public void Our_containers_have_no_rights_and_a_read_only_root()
    {
        var ours = Compose["x-docextract"]!;

        Assert.True((bool)ours["read_only"]!);
        Assert.Equal("""["/tmp"]""", ours["tmpfs"]!.ToJsonString());
        Assert.Equal("""["ALL"]""", ours["cap_drop"]!.ToJsonString());
    }

    [Fact]
    public void The_worker_waits_until_the_database_is_migrated() => Assert.Equal(
        "service_completed_successfully", (string)Compose["services"]!["worker"]!["depends_on"]!["migrate"]!["condition"]!);
}
