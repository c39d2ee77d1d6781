using Npgsql;

namespace Nanobot.Services.Chat.Runs;

/// <summary>What is at work and waits in a session, and of its user.</summary>
/// <param name="IsThere">Whether the session is there.</param>
/// <param name="IsHeld">Whether a turn is at work in it.</param>
/// <param name="OfSession">Its runs that have not ended.</param>
/// <param name="OfUser">The user's runs that have not ended.</param>
internal readonly record struct WaitingMessages(bool IsThere, bool IsHeld, long OfSession, long OfUser)
{
    /// <summary>Whether another message has to wait.</summary>
    public bool IsBusy => IsHeld || OfSession > 0;

    public static WaitingMessages Read(NpgsqlDataReader row) => new(row.GetBoolean(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3));
}
