using System.Globalization;
using k8s;
using k8s.Models;

namespace DocExtract.Tests.Deployment;

public sealed class ManifestTests
{
    private static readonly string[] TriggerFields = ["accountName", "queueName", "queueLength", "queueLengthStrategy"];

    private static V1Deployment Deployment => Read<V1Deployment>("deployment.yaml");

    private static V1ConfigMap Settings => Read<V1ConfigMap>("configmap.yaml");

    private static V1CronJob Sweeping => Read<V1CronJob>("sweep-cronjob.yaml");

    private static ScaledObject Scaling => Read<ScaledObject>("scaledobject.yaml");

    [Fact]
    public void Kustomize_applies_every_manifest_of_the_folder()
    {
        var listed = File.ReadAllLines(Path("kustomization.yaml")).Select(line => line.Trim()).Where(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => line[2..]).Where(line => line.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        var present = Directory.EnumerateFiles(Path("")).Select(path => System.IO.Path.GetFileName(path)).Where(name => name != "kustomization.yaml");

        Assert.Equal(present.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void A_pod_is_given_longer_than_the_host_the_host_longer_than_the_drain_and_the_drain_longer_than_a_model_call()
    {
        double pod = Deployment.Spec.Template.Spec.TerminationGracePeriodSeconds!.Value;
        double host = double.Parse(Settings.Data["DOTNET_SHUTDOWNTIMEOUTSECONDS"], CultureInfo.InvariantCulture);
        double drain = TimeSpan.Parse(Settings.Data["Queue__DrainTimeout"], CultureInfo.InvariantCulture).TotalSeconds;
        double call = TimeSpan.Parse(Settings.Data["Vision__Timeout"], CultureInfo.InvariantCulture).TotalSeconds;

        Assert.Equal([call, drain, host, pod], new[] { call, drain, host, pod }.Order());
        Assert.Equal(4, new[] { call, drain, host, pod }.Distinct().Count());
    }

    [Fact]
    public void Pods_are_scaled_by_each_queue_and_the_account_that_the_worker_reads()
    {
        Assert.Equal(Settings.Data["Queue__Names"].Split(','), Scaling.Spec.Triggers.Select(trigger => trigger.Metadata["queueName"]));
        Assert.All(Scaling.Spec.Triggers, trigger =>
        {
            Assert.Equal("azure-queue", trigger.Type);
            Assert.Equal(TriggerFields.Order(StringComparer.Ordinal), trigger.Metadata.Keys.Order(StringComparer.Ordinal));
            Assert.Equal(Settings.Data["Storage__AccountName"], trigger.Metadata["accountName"]);
        });
        Assert.Equal(Deployment.Metadata.Name, Scaling.Spec.ScaleTargetRef.Name);
        Assert.Null(Deployment.Spec.Replicas);
    }

    /// <summary>With <c>visibleonly</c>, documents in work look like an empty queue and lose their pods.</summary>
    [Fact]
    public void Documents_in_work_count_when_pods_are_scaled() =>
        Assert.All(Scaling.Spec.Triggers, trigger => Assert.Equal("all", trigger.Metadata["queueLengthStrategy"]));

    [Fact]
    public void The_trigger_signs_in_with_workload_identity()
    {
        var authentication = Read<TriggerAuthentication>("triggerauthentication.yaml");

        Assert.Equal("azure-workload", authentication.Spec.PodIdentity.Provider);
        Assert.All(Scaling.Spec.Triggers, trigger => Assert.Equal(authentication.Metadata.Name, trigger.AuthenticationRef.Name));
    }

    [Fact]
    public void Pods_carry_what_workload_identity_needs()
    {
        var account = Read<V1ServiceAccount>("serviceaccount.yaml");

        Assert.All([Deployment.Spec.Template, Sweeping.Spec.JobTemplate.Spec.Template], pod =>
        {
            Assert.Equal(account.Metadata.Name, pod.Spec.ServiceAccountName);
            Assert.Equal("true", pod.Metadata.Labels["azure.workload.identity/use"]);
        });
        Assert.Contains("azure.workload.identity/client-id", account.Metadata.Annotations.Keys);
    }

    [Theory]
    [InlineData("deployment.yaml")]
    [InlineData("migrate-job.yaml")]
    [InlineData("sweep-cronjob.yaml")]
    public void Containers_run_without_rights_on_a_read_only_root(string file)
    {
        var pod = PodOf(file);
        var container = Assert.Single(pod.Containers);

        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.Contains(container.VolumeMounts, mount => mount.MountPath == "/tmp");
    }

    [Fact]
    public void The_jobs_migrate_and_sweep_and_the_deployment_works()
    {
        Assert.Equal(["sweep"], PodOf("sweep-cronjob.yaml").Containers[0].Args);
        Assert.Equal(["migrate"], PodOf("migrate-job.yaml").Containers[0].Args);
        Assert.Equal(["worker"], PodOf("deployment.yaml").Containers[0].Args);
    }

    /// <summary>Scaled to none, no worker sweeps; then a file whose event was dropped would wait for the next one's.</summary>
    [Fact]
    public void Files_are_swept_also_while_there_are_no_pods()
    {
        Assert.Equal(0, Scaling.Spec.MinReplicaCount);
        Assert.Equal("Forbid", Sweeping.Spec.ConcurrencyPolicy);
        Assert.Equal(TimeSpan.Zero, TimeSpan.Parse(Settings.Data["Sweep__Interval"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Health_is_asked_where_the_worker_answers()
    {
        var container = PodOf("deployment.yaml").Containers[0];

        Assert.Equal("/healthz/live", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/healthz/ready", container.ReadinessProbe.HttpGet.Path);
        Assert.Equal(8080, Assert.Single(container.Ports).ContainerPort);
    }

    private static V1PodSpec PodOf(string file) => file switch
    {
        "migrate-job.yaml" => Read<V1Job>(file).Spec.Template.Spec,
        "sweep-cronjob.yaml" => Sweeping.Spec.JobTemplate.Spec.Template.Spec,
        _ => Read<V1Deployment>(file).Spec.Template.Spec,
    };

    private static T Read<T>(string file) => KubernetesYaml.Deserialize<T>(File.ReadAllText(Path(file)), strict: true);

    private static string Path(string file) => Some.RepositoryPath("k8s", "base", file);
}
