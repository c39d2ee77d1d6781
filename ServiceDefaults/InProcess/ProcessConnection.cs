using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>The server's end of a wire: two pipes, one in each direction, each with as much in it as a socket would hold.</summary>
internal sealed class ProcessConnection : DefaultConnectionContext
{
    private const int MostWaiting = 64 * 1024;

    private ProcessConnection(ProcessEndPoint module, IDuplexPipe server, IDuplexPipe client)
        : base(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n"), server, client) => LocalEndPoint = module;

    /// <summary>A wire's two ends.</summary>
    public static (ProcessConnection Server, Stream Client) CreatePair(ProcessEndPoint module)
    {
        var (asked, answered) = (NewPipe(), NewPipe());
        var connection = new ProcessConnection(module, new Ends(asked.Reader, answered.Writer), new Ends(answered.Reader, asked.Writer));
        return (connection, new ProcessStream(answered.Reader, asked.Writer));
    }

    /// <summary>Breaks the connection off: the client's next read fails, as one of a socket that was reset.</summary>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        Transport.Output.Complete(abortReason);
        Transport.Input.CancelPendingRead();
        base.Abort(abortReason);
    }

    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        await base.DisposeAsync();
    }

    // Continuations go their own way: an end must not run on the other's thread, in its context.
    private static Pipe NewPipe() => new(new PipeOptions(
        readerScheduler: PipeScheduler.ThreadPool, writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, useSynchronizationContext: false));

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
