using System.Text.Json;

namespace Nanobot.Architecture.Tests;

/// <summary>The floors of the house: what each project stands on. The compiler keeps the direction; this keeps the table.</summary>
public sealed class FloorTests
{
    private static readonly string[] ServiceFloors =
        ["Clients", "Contracts", "Platform.Ai", "Platform.Limits", "Platform.Messaging", "Platform.Metering", "Platform.Models", "Platform.Objects", "Platform.Policies", "Platform.Rights", "Platform.Web", "Platform.Webhooks", "ServiceDefaults"];

    private static readonly Dictionary<string, string[]> Floors = new(StringComparer.Ordinal)
    {
        ["Contracts"] = [],
        ["Platform.Core"] = ["Contracts"],
        ["Platform.Tenancy"] = ["Platform.Core"],
        ["Platform.Data"] = ["Platform.Tenancy"],
        ["Platform.Bus"] = ["Platform.Tenancy"],
        ["Platform.Limits"] = ["Platform.Bus"],
        ["Platform.Messaging"] = ["Platform.Bus", "Platform.Data"],
        ["Platform.Ai"] = ["Platform.Core"],
        ["Platform.Policies"] = ["Platform.Core"],
        ["Platform.Web"] = ["Platform.Core"],
        ["Platform.Objects"] = ["Platform.Core"],
        ["Platform.Rights"] = ["Platform.Bus", "Platform.Policies"],
        ["Platform.Models"] = ["Platform.Ai", "Platform.Rights", "Platform.Web"],
        ["Platform.Webhooks"] = ["Platform.Rights", "Platform.Web"],
        ["Platform.Metering"] = ["Platform.Ai", "Platform.Limits", "Platform.Messaging"],
        ["ServiceDefaults"] = ["Platform.Tenancy"],
        ["Clients"] = ["Contracts", "Platform.Rights", "ServiceDefaults"],
        ["AllInOne"] = ["Migrations", "Platform.Bus", "ServiceDefaults", "Services.Chat", "Services.Gateway", "Services.Reports", "Services.Scheduler", "Services.Tenants"],
        ["Migrations"] = ["Platform.Data", "Services.Chat", "Services.Reports", "Services.Scheduler", "Services.Tenants"],
        ["Services.Gateway"] = ["Contracts", "Platform.Bus", "Platform.Limits", "Platform.Policies", "Platform.Rights", "ServiceDefaults"],
    };

    [Fact]
    public void Each_project_references_the_floors_below_it_and_no_other()
    {
        foreach (var project in Repository.Projects)
        {
            var references = Repository.References(project, "ProjectReference").Order(StringComparer.Ordinal).ToList();
            if (Floors.TryGetValue(project, out var floors))
            {
                Assert.Equal(floors, references);
            }
            else if (Repository.Services.Contains(project))
            {
                Assert.Empty(references.Except(ServiceFloors));
            }
        }

        Assert.Empty(Floors.Keys.Except(Repository.Projects));
    }

    [Theory]
    [InlineData("Services.Gateway", "Npgsql", "OpenAI", "Microsoft.Extensions.AI", "Microsoft.SemanticKernel", "Platform.Data", "Platform.Ai")]
    [InlineData("ServiceDefaults", "Npgsql", "StackExchange.Redis", "Dapr", "OpenAI", "Microsoft.Extensions.AI")]
    [InlineData("Platform.Bus", "Npgsql", "OpenAI", "Platform.Data")]
    [InlineData("Platform.Data", "StackExchange.Redis", "Dapr", "Platform.Bus")]
    [InlineData("Platform.Ai", "Npgsql", "StackExchange.Redis", "Dapr")]
    [InlineData("Platform.Tenancy", "Npgsql", "StackExchange.Redis", "Dapr", "OpenTelemetry")]
    [InlineData("Platform.Policies", "Npgsql", "StackExchange.Redis", "Dapr", "OpenTelemetry", "Yarp", "Platform.Tenancy")]
    [InlineData("Platform.Rights", "Npgsql", "OpenAI", "Yarp", "Platform.Data")]
    [InlineData("Platform.Web", "Npgsql", "StackExchange.Redis", "Dapr", "OpenTelemetry", "Yarp", "Platform.Tenancy")]
    [InlineData("Platform.Objects", "Npgsql", "StackExchange.Redis", "Dapr", "OpenTelemetry", "Yarp", "Platform.Tenancy")]
    [InlineData("Platform.Models", "Npgsql", "Yarp", "Platform.Data")]
    [InlineData("Platform.Webhooks", "Npgsql", "Yarp", "Platform.Data")]
    [InlineData("Platform.Core", "Npgsql", "StackExchange.Redis", "Dapr", "OpenTelemetry", "Yarp")]
    public void No_floor_drags_along_what_belongs_to_another(string project, params string[] foreign)
    {
        var libraries = Libraries(project);

        Assert.DoesNotContain(libraries, library => foreign.Any(name => library == name || library.StartsWith(name + ".", StringComparison.Ordinal)));
        Assert.Contains("Contracts", libraries);
    }

    [Fact]
    public void Tenancy_knows_neither_web_nor_database() =>
        Assert.DoesNotContain(typeof(Platform.Tenancy.TenantContext).Assembly.GetReferencedAssemblies(),
            static reference => reference.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || reference.Name is "System.Data.Common" or "Npgsql");

    /// <summary>All that the build puts beside the project: the names in its dependency file.</summary>
    private static IReadOnlyList<string> Libraries(string project)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Repository.DirectoryOf(project), "bin", Repository.Configuration), $"{project}.deps.json", SearchOption.AllDirectories).Single();
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return Repository.NotEmpty([.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(static library => library.Name.Split('/')[0])], "libraries");
    }
}
