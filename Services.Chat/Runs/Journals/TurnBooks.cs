using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>Opens the books of turns that were not asked for as runs.</summary>
internal sealed class TurnBooks(TenantDb db, TimeProvider time) : ITurnBooks
{
    public ITurnBook OfRequest(TenantContext context, Guid sessionId, Guid turnId) => new RequestBook(db, context, sessionId, turnId, time);
}
