using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>Body of <c>POST /chat</c>.</summary>
/// <param name="Message">What the user says; 1 to 10,000 characters.</param>
/// <param name="SessionId">The session to go on with, or null for a new one.</param>
internal sealed record ChatRequest([property: Required, StringLength(10_000, MinimumLength = 1)] string? Message = null, string? SessionId = null);
