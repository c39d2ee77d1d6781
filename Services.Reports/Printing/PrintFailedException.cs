namespace Nanobot.Services.Reports.Printing;

/// <summary>A page could not be printed: the browser did not, nor did another.</summary>
/// <param name="inner">What the browser failed with.</param>
internal sealed class PrintFailedException(Exception inner) : Exception("The browser did not print the page.", inner);
