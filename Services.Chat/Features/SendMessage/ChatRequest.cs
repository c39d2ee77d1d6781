using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>Body of <c>POST /chat</c>.</summary>
/// <param name="Message">What the user says; 1 to 10,000 characters.</param>
/// <param name="SessionId">The session to go on with, or null for a new one.</param>
/// <param name="Background">Whether it is answered whatever becomes of the connection; false by default.</param>
/// <param name="WhenBusy">What becomes of it while the session is at work on another message: <c>refuse</c> (by default), <c>queue</c> or <c>steer</c>.</param>
/// <param name="Images">Paths of images in the workspace that the model is shown with it, 8 at most; not with <c>background</c>, <c>queue</c> and <c>steer</c>.</param>
internal sealed record ChatRequest(
    [property: Required, StringLength(10_000, MinimumLength = 1)] string? Message = null, string? SessionId = null, bool? Background = null,
    [property: AllowedValues(SendMessage.WhenBusy.Refuse, SendMessage.WhenBusy.Queue, SendMessage.WhenBusy.Steer, null)] string? WhenBusy = null,
    IReadOnlyList<string?>? Images = null);
