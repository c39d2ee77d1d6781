namespace Nanobot.Services.Gateway.Tests.Hosting;

/// <summary>One suite for the tests of a class; each test has tenants and keys of its own.</summary>
public sealed class SuiteFixture : IAsyncLifetime
{
    internal Suite Suite { get; private set; } = null!;

    public async Task InitializeAsync() => Suite = await Suite.StartAsync();

    public async Task DisposeAsync() => await Suite.DisposeAsync();
}
