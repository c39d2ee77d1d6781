using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

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
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        var options = new DistributedApplicationOptions { Args = args, DisableDashboard = true, ForTests = true };
        configureBuilder(options, new HostApplicationBuilderSettings { Args = args });
        return new TestingBuilder(new DistributedApplicationBuilder(options), session: null);
    }

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>, with arguments.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>, with arguments and options.</summary>
    /// <typeparam name="TEntryPoint">A class of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder, CancellationToken cancellationToken = default) =>
        CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>, with arguments.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, (_, _) => { }, cancellationToken);

    /// <summary>Runs the entry point of the AppHost up to its <c>Build</c>, with arguments and options.</summary>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        var session = new EntryPointSession(entryPoint.Assembly, args, configureBuilder);
        return new TestingBuilder(await session.DescribeAsync(cancellationToken), session);
    }
}
