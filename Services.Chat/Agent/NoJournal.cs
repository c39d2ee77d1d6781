namespace Nanobot.Services.Chat.Agent;

/// <summary>Of a turn that ends with the request it was asked for in, and that nobody can speak to meanwhile: nothing is kept.</summary>
internal sealed class NoJournal : ITurnJournal
{
    public static NoJournal Instance { get; } = new();

    public RecordedAnswer? AnswerOf(int round) => null;

    public RecordedResult? ResultOf(int call) => null;

    public bool HasBegun(int call) => false;

    public Task AnsweredAsync(int round, RecordedAnswer answer, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task BeginsAsync(int call, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndedAsync(int call, RecordedResult result, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> HearAsync(int round, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
}
