using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs the entry point of an AppHost inside a test: its <c>CreateBuilder</c> and <c>Build</c> meet this session
/// instead of a terminal, so that the test sees the same application model that a person starts.
/// </summary>
internal sealed class EntryPointSession(Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly AsyncLocal<EntryPointSession?> Running = new();

    private readonly TaskCompletionSource<IDistributedApplicationTestingBuilder> _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static EntryPointSession? Current => Running.Value;

    public Assembly Assembly => assembly;

    public Task Ended => _ended.Task;

    /// <summary>Returns when the entry point has described all of its resources.</summary>
    public Task<IDistributedApplicationTestingBuilder> DescribeAsync(CancellationToken ct)
    {
        new Thread(RunEntryPoint) { IsBackground = true }.Start();
        return _described.Task.WaitAsync(ct);
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken ct)
    {
        _wanted.TrySetResult();
        return _built.Task.WaitAsync(ct);
    }

    public void End() => _ended.TrySetResult();

    public TestingBuilder CreateBuilder(DistributedApplicationOptions options) => new(TestingBuilder.Configure(options, configure), this);

    /// <summary>Called on the entry point's thread: holds it until the test wants the application.</summary>
    public DistributedApplication Build(TestingBuilder builder, Func<DistributedApplication> build)
    {
        _described.TrySetResult(builder);
        _wanted.Task.GetAwaiter().GetResult();
        var application = build();
        _built.TrySetResult(application);
        return application;
    }

    private void RunEntryPoint()
    {
        Running.Value = this;
        try
        {
            var entry = assembly.EntryPoint ?? throw new DistributedApplicationException($"{assembly.GetName().Name} has no entry point.");
            entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entry.GetParameters().Length == 0 ? [] : [args], null);
            throw new DistributedApplicationException($"{assembly.GetName().Name} ended without building an application.");
        }
        catch (Exception e)
        {
            // Once the application is built these are completed already, and the end of the entry point means nothing.
            _described.TrySetException(e);
            _built.TrySetException(e);
        }
    }
}
