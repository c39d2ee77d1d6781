using Nanobot.AllInOne;

return await OneProcess.RunAsync(args);
