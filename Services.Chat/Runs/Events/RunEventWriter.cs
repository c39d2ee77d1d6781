using System.Text;
using System.Threading.Channels;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Approvals;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>
/// Tells what happens in a run to its readers, some words at a time. What Redis does not take is left out, and so is what is more than waits for it: readers have the
/// whole answer at the end.
/// </summary>
internal sealed partial class RunEventWriter : IAgentObserver, IAsyncDisposable
{
    private const int MostWaiting = 1000;
    private const int MostCharacters = 1024 * 1024;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly RunEventLog _log;
    private readonly ClaimedRun _run;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _writing;
    private readonly StringBuilder _words = new();
    private List<TurnEvent> _waiting = [];
    private bool _isSilent;

    internal RunEventWriter(RunEventLog log, ClaimedRun run, TimeProvider time, ILogger logger)
    {
        (_log, _run, _time, _logger) = (log, run, time, logger);
        _writing = WriteAsync();
    }

    public bool WantsText => true;

    public Task TextAsync(string text, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_words.Length + text.Length <= MostCharacters)
            {
                _words.Append(text);
            }
        }

        _news.Writer.TryWrite(true);
        return Task.CompletedTask;
    }

    public Task ToolAsync(string callId, string name, string status, string? code, CancellationToken cancellationToken)
    {
        Add(TurnEvent.Tool(callId, name, status, code));
        return Task.CompletedTask;
    }

    public Task ApprovalAsync(Approval approval, CancellationToken cancellationToken)
    {
        Add(TurnEvent.Approval(approval));
        return Task.CompletedTask;
    }

    /// <summary>Says that the run goes on after it was broken off: of what was said before, only <paramref name="text"/> counts.</summary>
    public void Resumed(int attempt, string text) => Add(TurnEvent.Of("resumed", new { attempt, text }));

    /// <summary>Says that the run has ended, once the database has how.</summary>
    public async Task EndAsync()
    {
        Add(new TurnEvent(RunEventLog.End, ""));
        await FinishAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await FinishAsync();
        _ended.Dispose();
    }

    private async Task FinishAsync()
    {
        _news.Writer.TryComplete();
        await _ended.CancelAsync();
        await _writing;
    }

    private void Add(TurnEvent happened)
    {
        lock (_gate)
        {
            Gather();
            if (_waiting.Count < MostWaiting || happened.Name == RunEventLog.End)
            {
                _waiting.Add(happened);
            }
        }

        _news.Writer.TryWrite(true);
    }

    private void Gather()
    {
        if (_words.Length > 0)
        {
            _waiting.Add(TurnEvent.Delta(_words.ToString()));
            _words.Clear();
        }
    }

    private async Task WriteAsync()
    {
        while (await _news.Reader.WaitToReadAsync(CancellationToken.None))
        {
            _news.Reader.TryRead(out _);
            try
            {
                await Task.Delay(Gathering, _time, _ended.Token);
            }
            catch (OperationCanceledException)
            {
                // The end does not wait for more.
            }

            await WriteWaitingAsync();
        }

        await WriteWaitingAsync();
    }

    private async Task WriteWaitingAsync()
    {
        List<TurnEvent> events;
        lock (_gate)
        {
            Gather();
            (events, _waiting) = (_waiting, []);
        }

        if (events.Count == 0)
        {
            return;
        }

        try
        {
            await _log.AppendAsync(_run, events);
            _isSilent = false;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            if (!_isSilent)
            {
                Log.NotTold(_logger, _run.RunId, ExceptionReason.Of(exception));
                _isSilent = true;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Readers of run {RunId} miss events: {Reason}")]
        public static partial void NotTold(ILogger logger, Guid runId, string reason);
    }
}
