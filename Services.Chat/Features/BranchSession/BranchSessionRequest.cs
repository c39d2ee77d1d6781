using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.BranchSession;

/// <summary>Body of <c>POST /sessions/{session_id}/branch</c>.</summary>
/// <param name="MessageNumber">The last message to take along, which ends a turn; absent: all of them.</param>
internal sealed record BranchSessionRequest([property: Range(1, int.MaxValue)] int? MessageNumber = null);
