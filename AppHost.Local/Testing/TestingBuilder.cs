using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>One description for two sides: the entry point of an AppHost, where it comes from one, and the test.</summary>
internal sealed class TestingBuilder(DistributedApplicationOptions options, EntryPointSession? session)
    : DistributedApplicationBuilder(options), IDistributedApplicationTestingBuilder
{
    private DistributedApplication? _application;

    public static DistributedApplicationOptions Configure(
        DistributedApplicationOptions options, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        options.ForTests = true;
        options.DisableDashboard = true;
        configure(options, new HostApplicationBuilderSettings { Args = options.Args });
        return options;
    }

    // The entry point is held here until the test wants the application.
    public override DistributedApplication Build() =>
        EntryPointSession.Current is { } entryPoint ? entryPoint.Build(this, base.Build) : BuildAsync().GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        _application ??= session is null ? base.Build() : await session.BuildAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        session?.End();
    }
}
