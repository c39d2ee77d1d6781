using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>What the key <c>stores</c> makes of the model; nothing is started.</summary>
public sealed class StoreKindTests
{
    [Fact]
    public async Task Stores_are_processes_unless_containers_are_asked_for()
    {
        await using var processes = await ModelAsync();
        Assert.Empty(processes.Resources.OfType<ContainerResource>());
        Assert.Equal(["cache", "postgres"], Stores(processes.Resources.OfType<ExecutableResource>()));

        await using var containers = await ModelAsync("--stores=containers");
        Assert.Equal(["cache", "postgres"], Stores(containers.Resources.OfType<ContainerResource>()));
        Assert.Empty(Stores(containers.Resources.OfType<ExecutableResource>()));
    }

    private static Task<IDistributedApplicationTestingBuilder> ModelAsync(params string[] options) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--ephemeral=true", .. options]);

    private static IEnumerable<string> Stores(IEnumerable<IResource> resources) =>
        resources.Select(resource => resource.Name).Where(name => name is "postgres" or "cache").Order(StringComparer.Ordinal);
}
