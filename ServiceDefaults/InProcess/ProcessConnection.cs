using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Nanobot.ServiceDefaults.InProcess;

/// <summary>The server's end of a wire: two pipes, one in each direction, each with as much in it as a socket would hold.</summary>
internal sealed class ProcessConnection : DefaultConnectionContext
{
    private const int MostWaiting = 64 * 1024;

    // Not disposed of: the base's own is by the time at which it is cancelled, and that would end the process.
    private readonly CancellationTokenSource _closed = new();

    private ProcessConnection(ProcessEndPoint module, IDuplexPipe server, IDuplexPipe client)
        : base(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("n"), server, client) => (LocalEndPoint, ConnectionClosed) = (module, _closed.Token);

    /// <summary>A wire's two ends.</summary>
    public static (ProcessConnection Server, Stream Client) CreatePair(ProcessEndPoint module)
    {
        var (asked, answered) = (NewPipe(), NewPipe());
        var connection = new ProcessConnection(module, new Ends(asked.Reader, answered.Writer), new Ends(answered.Reader, asked.Writer));
        return (connection, new ProcessStream(answered.Reader, asked.Writer, connection.Close));
    }

    /// <summary>Breaks the connection off: the client's next read fails, as one of a socket that was reset.</summary>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        Transport.Output.Complete(new ConnectionResetException("The module has broken the connection off.", abortReason));
        Transport.Input.CancelPendingRead();
        Close();
    }

    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync();
        await Transport.Input.CompleteAsync();
        Close();
        await base.DisposeAsync();
    }

    // The server gives up what it does for a client that has gone. What hangs on it goes its own way: it may take its time.
    private void Close() => _ = _closed.CancelAsync();

    // Continuations go their own way: an end must not run on the other's thread, in its context.
    private static Pipe NewPipe() => new(new PipeOptions(
        readerScheduler: PipeScheduler.ThreadPool, writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: MostWaiting, resumeWriterThreshold: MostWaiting / 2, useSynchronizationContext: false));

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
