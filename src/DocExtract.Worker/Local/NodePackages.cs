using System.Runtime.InteropServices;

namespace DocExtract.Worker.Local;

/// <summary>The npm packages that hold Azurite and the Postgres binaries.</summary>
internal sealed class NodePackages(string directory)
{
    private const string Remedy =
        "Run \"npm ci\" beside DocExtract's package.json (a build does it), or point DOCEXTRACT_NODE_MODULES at the node_modules directory.";

    /// <exception cref="LocalServiceException">There is none.</exception>
    public static NodePackages Find(string? configured)
    {
        configured ??= Environment.GetEnvironmentVariable("DOCEXTRACT_NODE_MODULES");
        if (!string.IsNullOrEmpty(configured))
        {
            return new NodePackages(Path.GetFullPath(configured));
        }

        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "node_modules");
            if (Directory.Exists(Path.Combine(candidate, "azurite")) || Directory.Exists(Path.Combine(candidate, "@embedded-postgres")))
            {
                return new NodePackages(candidate);
            }
        }

        throw new LocalServiceException(
            $"No connection strings are configured, and the local Postgres and Azurite were not found in any node_modules above {AppContext.BaseDirectory}. {Remedy}");
    }

    /// <summary>Azurite's program for node.</summary>
    public string AzuriteProgram()
    {
        string program = Path.Combine(directory, "azurite", "dist", "src", "azurite.js");
        return File.Exists(program) ? program : throw new LocalServiceException($"Azurite is missing: there is no {program}. {Remedy}");
    }

    /// <summary>The package with this platform's Postgres; its programs stand in <c>native/bin</c>.</summary>
    public string PostgresPackage()
    {
        string scope = Path.Combine(directory, "@embedded-postgres");
        string system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        string exact = $"{system}-{NodeArchitecture()}";
        string package = Path.Combine(scope, exact);
        return File.Exists(Path.Combine(package, "native", "bin", "postgres"))
            ? package
            : throw new LocalServiceException($"The Postgres binaries for {exact} are missing: there is no {package}. {Remedy}");
    }

    private static string NodeArchitecture() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X86 => "ia32",
        Architecture.Ppc64le => "ppc64",
        Architecture.Arm or Architecture.Armv6 => "arm",
        var other => other.ToString().ToLowerInvariant(),
    };
}
