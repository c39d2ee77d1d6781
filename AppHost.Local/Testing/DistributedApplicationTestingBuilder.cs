using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An application described by its AppHost, which a test may change before it is built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Ends the description.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

/// <summary>
/// Makes applications for tests: no dashboard, free ports instead of fixed ones, data that goes with the
/// application. <c>--port N</c> and <c>--ephemeral false</c> among the arguments ask for the opposite.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Describes an application without an AppHost.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args) => Create(args, (_, _) => { });

    /// <summary>Describes an application without an AppHost, with options.</summary>
    public static IDistributedApplicationTestingBuilder Create(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder) =>
        new TestingBuilder(TestingBuilder.Configure(new DistributedApplicationOptions { Args = args }, configureBuilder), session: null);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>, with arguments.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>(args, (_, _) => { }, cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>, with arguments and options.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default)
        where TEntryPoint : class => new EntryPointSession(typeof(TEntryPoint).Assembly, args, configureBuilder).DescribeAsync(cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        new EntryPointSession(entryPoint.Assembly, [], (_, _) => { }).DescribeAsync(cancellationToken);
}
