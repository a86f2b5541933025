using System.Globalization;
using System.Text.Json.Nodes;
using DocExtract.Tests.Deployment.Kustomize;
using k8s.Models;

namespace DocExtract.Tests.Deployment;

/// <summary>What each installation would apply, put together as kustomize does it.</summary>
public sealed class OverlayTests
{
    private static readonly string[] Ours = ["azure-batch", "azure", "azurite-local"];

    public static TheoryData<string> Overlays => new(Ours);

    [Fact]
    public void Every_overlay_is_tested() => Assert.Equal(
        Ours.Order(), Directory.EnumerateDirectories(Some.RepositoryPath("k8s", "overlays")).Select(path => Path.GetFileName(path)).Order());

    [Fact]
    public void Every_component_is_part_of_an_overlay()
    {
        var used = Directory.EnumerateFiles(Some.RepositoryPath("k8s", "overlays"), "kustomization.yaml", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        Assert.All(
            Directory.EnumerateDirectories(Some.RepositoryPath("k8s", "components")).Select(path => Path.GetFileName(path)),
            name => Assert.Contains(used, text => text.Contains($"components/{name}", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Every_resource_is_what_its_kind_allows(string overlay) => Assert.All(Build(overlay), resource =>
    {
        _ = Parse(resource);
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_pod_is_given_longer_than_the_host_the_host_longer_than_the_drain_and_the_drain_longer_than_a_model_call(string overlay)
    {
        var resources = Build(overlay);
        var settings = Named<V1ConfigMap>(resources, "ConfigMap", "docextract").Data;
        double host = double.Parse(settings["DOTNET_SHUTDOWNTIMEOUTSECONDS"], CultureInfo.InvariantCulture);
        double drain = TimeSpan.Parse(settings["Queue__DrainTimeout"], CultureInfo.InvariantCulture).TotalSeconds;
        double call = TimeSpan.Parse(settings["Vision__Timeout"], CultureInfo.InvariantCulture).TotalSeconds;

        var workers = Pods(resources).Where(pod => pod.Container["args"]![0]!.GetValue<string>() == "worker").ToList();

        Assert.NotEmpty(workers);
        Assert.All(workers, worker =>
        {
            double pod = worker.Spec["terminationGracePeriodSeconds"]!.GetValue<long>();
            Assert.True(call < drain && drain < host && host < pod, $"{call} < {drain} < {host} < {pod}");
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Our_containers_run_without_rights_on_a_read_only_root_within_limits(string overlay) => Assert.All(Pods(Build(overlay)), pod =>
    {
        var container = pod.Container.Deserialise<V1Container>();
        var spec = pod.Spec.Deserialise<V1PodSpec>();
        Assert.True(spec.SecurityContext.RunAsNonRoot);
        Assert.Equal((1654, "RuntimeDefault"), (spec.SecurityContext.RunAsUser, spec.SecurityContext.SeccompProfile.Type));
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.Contains(container.VolumeMounts, mount => mount.MountPath == "/tmp");
        Assert.True(container.Resources.Requests.ContainsKey("cpu") && container.Resources.Limits.ContainsKey("memory"));
    });

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_pods_refer_to_is_there(string overlay)
    {
        var resources = Build(overlay);
        var maps = Names(resources, "ConfigMap");
        string[] secrets = [.. Names(resources, "Secret"), .. resources.Where(resource => resource.Kind == "ExternalSecret").Select(resource => resource.As<ExternalSecret>().Spec.Target.Name)];

        Assert.All(Pods(resources), pod =>
        {
            var spec = pod.Spec.Deserialise<V1PodSpec>();
            Assert.True(spec.ServiceAccountName is null || Names(resources, "ServiceAccount").Contains(spec.ServiceAccountName));
            Assert.All(spec.Containers[0].EnvFrom.Where(from => from.SecretRef?.Optional != true), from => Assert.True(
                (from.ConfigMapRef is { } map && maps.Contains(map.Name)) || (from.SecretRef is { } secret && secrets.Contains(secret.Name))));
        });
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Scaling_watches_the_queues_and_the_account_that_the_worker_reads(string overlay)
    {
        var resources = Build(overlay);
        var settings = Named<V1ConfigMap>(resources, "ConfigMap", "docextract").Data;
        string[] queues = settings["Queue__Names"].Split(',');
        var scaling = resources.Where(resource => resource.Kind is "ScaledObject" or "ScaledJob").ToList();

        Assert.Equal(overlay == "azurite-local" ? 0 : 1, scaling.Count);
        Assert.All(scaling, resource =>
        {
            var triggers = resource.Kind == "ScaledJob" ? resource.As<ScaledJob>().Spec.Triggers : resource.As<ScaledObject>().Spec.Triggers;
            Assert.Equal(queues, triggers.Select(trigger => trigger.Metadata["queueName"]));
            Assert.All(triggers, trigger => Assert.Equal(
                (settings["Storage__AccountName"], "all"), (trigger.Metadata["accountName"], trigger.Metadata["queueLengthStrategy"])));
            Assert.All(triggers, trigger => Assert.Contains(trigger.AuthenticationRef.Name, Names(resources, "TriggerAuthentication")));
        });
    }

    /// <summary>Without KEDA nobody else says how many there are.</summary>
    [Fact]
    public void Where_nothing_scales_there_is_one_worker() =>
        Assert.Equal(1, Named<V1Deployment>(Build("azurite-local"), "Deployment", "docextract").Spec.Replicas);

    [Fact]
    public void A_job_of_a_batch_is_the_pod_of_the_deployment_that_ends_when_the_queue_is_empty()
    {
        var job = Assert.Single(Build("azure-batch"), resource => resource.Kind == "ScaledJob");
        var batch = job.PodTemplate!["spec"]!.DeepClone().AsObject();
        var stays = Kustomization.Build("base").Single(resource => resource.Kind == "Deployment").PodTemplate!["spec"]!.DeepClone().AsObject();

        Assert.Equal("""["worker","--until-empty"]""", batch["containers"]![0]!["args"]!.ToJsonString());
        Assert.Equal(("gradual", "default"), (job.As<ScaledJob>().Spec.Rollout.Strategy, job.As<ScaledJob>().Spec.ScalingStrategy.Strategy));
        foreach (var spec in new[] { batch, stays })
        {
            spec.Remove("restartPolicy");
            new[] { "args", "image", "readinessProbe" }.ToList().ForEach(field => spec["containers"]![0]!.AsObject().Remove(field));
        }

        Assert.Equal(stays.ToJsonString(), batch.ToJsonString());
        Assert.Empty(Names(Build("azure-batch"), "Deployment"));
    }

    [Fact]
    public void The_network_lets_out_names_https_and_postgres_and_lets_in_the_metrics()
    {
        var policy = Named<V1NetworkPolicy>(Kustomization.Build("base"), "NetworkPolicy", "docextract").Spec;

        Assert.Equal(["Egress", "Ingress"], policy.PolicyTypes.Order());
        Assert.Null(policy.PodSelector.MatchLabels);
        Assert.Equal([53, 443, 5432], policy.Egress.SelectMany(rule => rule.Ports).Select(port => int.Parse(port.Port.Value, CultureInfo.InvariantCulture)).Distinct().Order());
        Assert.Equal("8080", Assert.Single(Assert.Single(policy.Ingress).Ports).Port.Value);
        Assert.Contains(policy.Egress.SelectMany(rule => rule.To), to => to.IpBlock is { } block && block.Except.Contains("169.254.169.254/32"));
    }

    [Theory]
    [InlineData("azure")]
    [InlineData("azure-batch")]
    public void Prometheus_finds_the_workers_where_they_tell(string overlay)
    {
        var resources = Build(overlay);
        var monitor = Assert.Single(resources, resource => resource.Kind == "ServiceMonitor").As<ServiceMonitor>().Spec;
        var service = Named<V1Service>(resources, "Service", "docextract");
        var worker = Pods(resources).Single(pod => pod.Container["args"]![0]!.GetValue<string>() == "worker");

        Assert.Equal(monitor.Selector.MatchLabels, service.Metadata.Labels);
        Assert.Equal("/metrics", Assert.Single(monitor.Endpoints).Path);
        Assert.Equal(monitor.Endpoints[0].Port, Assert.Single(service.Spec.Ports).Name);
        Assert.All(service.Spec.Selector, label => Assert.Equal(label.Value, (string?)worker.Labels[label.Key]));
        Assert.Contains(worker.Container["ports"]!.AsArray(), port => (string)port!["name"]! == service.Spec.Ports[0].TargetPort.Value);
    }

    /// <summary>It takes the tenant from there, and refuses to be told it twice.</summary>
    [Theory]
    [InlineData("azure")]
    [InlineData("azure-batch")]
    public void The_vault_is_asked_as_the_worker_in_its_tenant(string overlay)
    {
        var resources = Build(overlay);
        var vault = Assert.Single(resources, resource => resource.Kind == "SecretStore").As<SecretStore>().Spec.Provider.Azurekv;

        Assert.Equal("WorkloadIdentity", vault.AuthType);
        Assert.True(Guid.TryParse(Named<V1ServiceAccount>(resources, "ServiceAccount", vault.ServiceAccountRef.Name).Metadata.Annotations["azure.workload.identity/tenant-id"], out _));
    }

    /// <summary>What waits while no worker runs is told by KEDA alone.</summary>
    [Fact]
    public void Prometheus_finds_the_operator_of_keda()
    {
        var monitor = Assert.Single(Build("azure"), resource => resource.Kind == "PodMonitor").As<PodMonitor>().Spec;

        Assert.Contains("kube-system", monitor.NamespaceSelector.MatchNames);
        Assert.Equal("keda-operator", monitor.Selector.MatchLabels["app"]);
        Assert.Equal(("/metrics", "__address__", "$1:8080"), (monitor.PodMetricsEndpoints[0].Path, monitor.PodMetricsEndpoints[0].Relabelings[0].TargetLabel, monitor.PodMetricsEndpoints[0].Relabelings[0].Replacement));
    }

    [Fact]
    public void A_node_that_is_emptied_takes_one_worker_at_a_time()
    {
        var resources = Kustomization.Build("base");
        var budget = Named<V1PodDisruptionBudget>(resources, "PodDisruptionBudget", "docextract").Spec;

        Assert.Equal("1", budget.MaxUnavailable.Value);
        Assert.Equal(Named<V1Deployment>(resources, "Deployment", "docextract").Spec.Selector.MatchLabels, budget.Selector.MatchLabels);
    }

    [KedaTheory]
    [MemberData(nameof(Overlays))]
    public void Resources_of_keda_are_what_its_definitions_allow(string overlay) => Assert.All(
        Build(overlay).Where(resource => resource.Kind is "ScaledObject" or "ScaledJob" or "TriggerAuthentication"),
        resource => Assert.Empty(KedaDefinitions.Faults(resource)));

    private static IReadOnlyList<Resource> Build(string overlay) => Kustomization.Build("overlays", overlay);

    private static object Parse(Resource resource) => resource.Kind switch
    {
        "Namespace" => resource.As<V1Namespace>(),
        "ServiceAccount" => resource.As<V1ServiceAccount>(),
        "ConfigMap" => resource.As<V1ConfigMap>(),
        "Secret" => resource.As<V1Secret>(),
        "Service" => resource.As<V1Service>(),
        "Deployment" => resource.As<V1Deployment>(),
        "Job" => resource.As<V1Job>(),
        "CronJob" => resource.As<V1CronJob>(),
        "PodDisruptionBudget" => resource.As<V1PodDisruptionBudget>(),
        "NetworkPolicy" => resource.As<V1NetworkPolicy>(),
        "ScaledObject" => resource.As<ScaledObject>(),
        "ScaledJob" => resource.As<ScaledJob>(),
        "TriggerAuthentication" => resource.As<TriggerAuthentication>(),
        "ServiceMonitor" => resource.As<ServiceMonitor>(),
        "PodMonitor" => resource.As<PodMonitor>(),
        "PrometheusRule" => resource.As<PrometheusRule>(),
        "SecretStore" => resource.As<SecretStore>(),
        "ExternalSecret" => resource.As<ExternalSecret>(),
        _ => throw new FormatException($"{resource} is of a kind that no test knows."),
    };

    private static T Named<T>(IEnumerable<Resource> resources, string kind, string name) =>
        resources.Single(resource => resource.Kind == kind && resource.Name == name).As<T>();

    private static string[] Names(IEnumerable<Resource> resources, string kind) => [.. resources.Where(resource => resource.Kind == kind).Select(resource => resource.Name)];

    /// <summary>Pods of our own image; each has one container.</summary>
    private static List<Pod> Pods(IEnumerable<Resource> resources)
    {
        var pods = resources.Select(resource => resource.PodTemplate).OfType<JsonObject>()
            .Select(template => new Pod(template["spec"]!.AsObject(), template["metadata"]!["labels"]!.AsObject(), Assert.Single(template["spec"]!["containers"]!.AsArray())!.AsObject()))
            .Where(pod => ((string)pod.Container["image"]!).Split(':')[0].Split('/')[^1] == "docextract").ToList();
        Assert.NotEmpty(pods);
        return pods;
    }

    private sealed record Pod(JsonObject Spec, JsonObject Labels, JsonObject Container);
}
