using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Features.PutDeliveryEmail;

/// <summary>Body of <c>PUT /delivery/email</c>.</summary>
/// <param name="Address">The address: ASCII, at most 254 characters.</param>
internal sealed record DeliveryEmailRequest([property: Required, StringLength(EmailAddress.MaximumLength, MinimumLength = 3), RegularExpression(EmailAddress.Pattern)] string? Address);
