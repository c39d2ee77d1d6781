using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Chat.Features.RenameSession;

/// <summary>Body of <c>PATCH /sessions/{session_id}</c>.</summary>
/// <param name="Title">What the session is to be called.</param>
internal sealed record RenameSessionRequest([property: Required, StringLength(SessionTitle.MaximumLength, MinimumLength = 1)] string? Title = null);
