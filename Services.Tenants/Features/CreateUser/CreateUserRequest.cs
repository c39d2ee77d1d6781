using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>Body of <c>POST /users</c>.</summary>
/// <param name="UserId">3 to 50 letters, digits, '_', '.', '@' and '-', with a letter or digit in front.</param>
/// <param name="InitialData">An object of at most 64 KB: watchlist, preferences, and whatever the application keeps with the user.</param>
internal sealed record CreateUserRequest([property: Required] string? UserId, InitialData? InitialData = null);
