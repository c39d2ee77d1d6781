using System.Reflection;
using Aspire.Hosting.Engine.State;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

internal sealed class TestingBuilder(DistributedApplicationBuilder builder, EntryPointSession? session) : IDistributedApplicationTestingBuilder, ISuiteBuilder
{
    private DistributedApplication? _application;

    public SuiteDirectory Suite => builder.Suite;

    public Assembly? AppHostAssembly => builder.AppHostAssembly;

    public string AppHostDirectory => builder.AppHostDirectory;

    public ConfigurationManager Configuration => builder.Configuration;

    public DistributedApplicationExecutionContext ExecutionContext => builder.ExecutionContext;

    public IResourceCollection Resources => builder.Resources;

    public IServiceCollection Services => builder.Services;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        _application ??= session is null ? builder.Build() : await session.BuildAsync(cancellationToken);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        session?.End();
    }
}
